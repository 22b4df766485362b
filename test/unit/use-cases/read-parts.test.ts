import { describe, expect, test } from 'vitest'
import type { OrderHead } from '../../../src/domain/order.ts'
import { readNotifications } from '../../../src/use-cases/read-notifications.ts'
import { readOrderStatus } from '../../../src/use-cases/read-order-status.ts'
import { readOrderWithContent } from '../../../src/use-cases/read-order.ts'
import { readParts } from '../../../src/use-cases/read-parts.ts'
import { readShipment } from '../../../src/use-cases/read-shipment.ts'
import { sampleOrder } from '../domain/sample-order.ts'
import { chunkOfPart, delivered, reservedResult, sampleSegment, segmentedOrder } from '../domain/sample-segments.ts'
import { aStage } from './a-stage.ts'
import { kari } from './small-register.ts'

const both = segmentedOrder({ count: 2, channels: ['email', 'sms'], isResolved: false })
const parts = [
  chunkOfPart({ segment: 1, chunk: 0 }, 'email', delivered, reservedResult),
  chunkOfPart({ segment: 1, chunk: 1 }, 'sms', { state: 'accepted' }),
  chunkOfPart({ segment: 2, chunk: 0 }, 'email', {}),
]
const own = ({ id, creator }: OrderHead) => ({ id, creator })

describe('the parts of an order', () => {
  test('are read page by page, e-mail first', async () => {
    const { ports } = await aStage(both, parts)
    const read = await readParts(ports, both)
    expect(read.map(({ chunk: { part, channel } }) => ({ ...part, channel }))).toEqual([
      { segment: 1, chunk: 0, channel: 'email' },
      { segment: 2, chunk: 0, channel: 'email' },
      { segment: 1, chunk: 1, channel: 'sms' },
    ])
  })

  test('are the order itself where it is whole', async () => {
    const order = sampleOrder()
    expect(await readParts((await aStage(order)).ports, order)).toEqual([order])
  })

  test('are shown to whom the order belongs, whoever has no address with an empty one', async () => {
    const { ports } = await aStage(both, parts)
    expect((await readShipment(ports, own(both)))?.recipients).toMatchObject([
      { type: 'Email', destination: 'ola@example.no', status: 'Email_Delivered' },
      { type: 'Email', destination: '', status: 'Email_Failed_RecipientReserved' },
      { type: 'Email', status: 'Email_New' },
      { type: 'SMS', destination: '+4799999999', status: 'SMS_Accepted' },
    ])
    expect((await readNotifications(ports, own(both)))?.parts).toHaveLength(3)
    expect(await readShipment(ports, { ...own(both), creator: 'skd' })).toBeUndefined()
  })

  test('are not shown before the order is picked up, although they lie there', async () => {
    const registered = { ...both, state: 'Registered' } as const
    const { ports } = await aStage(registered, parts)
    expect((await readNotifications(ports, own(registered)))?.parts).toEqual([])
    expect((await readShipment(ports, own(registered)))?.recipients).toEqual([])
  })
})

describe('the status of an order in segments', () => {
  const statusOf = async (order: OrderHead) => {
    const { ports } = await aStage(order, parts)
    let pages = 0
    const counted = (...args: Parameters<typeof ports.orders.readParts>) => (pages++, ports.orders.readParts(...args))
    const status = await readOrderStatus({ orders: { ...ports.orders, readParts: counted } }, own(order))
    return { tally: status?.tally, pages }
  }

  test('counts what there is on its way', async () => {
    const { tally } = await statusOf(both)
    expect(tally).toEqual({ email: { generated: 3, succeeded: 1 }, sms: { generated: 1, succeeded: 1 } })
  })

  test('needs no look at its parts once it is complete, or where they are many', async () => {
    const tally = { sms: { generated: 200, succeeded: 190 } }
    const complete = segmentedOrder({ count: 2, tally }, { state: 'Completed' })
    const large = segmentedOrder({ count: 21, recipients: 2_050, tally })
    expect(await statusOf(complete)).toEqual({ tally, pages: 0 })
    expect(await statusOf(large)).toEqual({ tally: { sms: { generated: 2_050, succeeded: 190 } }, pages: 0 })
  })

  test('counts nothing before it is picked up', async () => {
    expect(await statusOf({ ...both, state: 'Registered' })).toEqual({ tally: {}, pages: 0 })
  })
})

describe('the recipients of an order in segments', () => {
  const recipientsOf = async (order: OrderHead, rows: Parameters<typeof aStage>[1]) =>
    (await readOrderWithContent((await aStage(order, rows)).ports, own(order)))?.recipients

  test('are its addresses, also before it is picked up', async () => {
    const order = segmentedOrder({ count: 2 }, { state: 'Registered' })
    const chunks = [1, 2].map((segment) => chunkOfPart({ segment, chunk: 0 }, 'sms', {}))
    const number = { mobileNumber: '+4799999999' }
    expect(await recipientsOf(order, chunks)).toEqual([number, number])
  })

  test('are those that were ordered where they are looked up, not those that were found', async () => {
    const segments = [
      sampleSegment({ chunks: { email: [0] } }),
      sampleSegment({ number: 2, recipients: [{ organizationNumber: '910568183' }] }),
    ]
    expect(await recipientsOf(both, [...segments, ...parts])).toEqual([
      { nationalIdentityNumber: kari },
      { organizationNumber: '910568183' },
    ])
  })

  test('are none once the order has been erased', async () => {
    expect(await recipientsOf({ ...both, erased: true }, parts)).toEqual([])
  })
})
