import { describe, expect, test } from 'vitest'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { chainOf, orderIdOf } from '../../../src/domain/ids.ts'
import type { Notification } from '../../../src/domain/notification.ts'
import { emailExpiry, isWhole, type EmailContent, type Order, type OrderContent } from '../../../src/domain/order.ts'
import type { Stored } from '../../../src/use-cases/ports.ts'
import { noon, sampleChunk, sampleNotification, sampleOrder } from '../../unit/domain/sample-order.ts'
import { loseAnswers, recordBodies } from './spoiled-wire.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const orders = () => tableOrders(tables.client('orders'))

const email: EmailContent = {
  senderEmailAddress: 'noreply@example.no',
  subject: 'Vedtak',
  body: 'Les mer på Altinn',
  contentType: 'Plain',
}
const content: OrderContent = {
  email,
  dialogportenAssociation: { dialogId: 'dialog' },
}

const lastMoment = new Date('9999-12-31T23:59:59.999Z')

/** As far along as an order can be: every member that a row may hold. */
const processed = (): Order => {
  const notification: Notification = sampleNotification({
    state: 'accepted',
    at: new Date('2026-11-23T12:00:01.234Z'),
    attempt: 2,
    attemptedAt: new Date('2026-11-23T12:00:00.987Z'),
    receipt: { provider: 'acs', reference: 'r' },
    report: '{"status":"Delivered"}',
  })
  const claim = { nonce: 'n', claimedAt: noon, leaseUntil: new Date('2026-11-23T12:10:01.234Z') }
  return sampleOrder({ state: 'Processing', chunk: { ...sampleChunk(notification), claim } })
}

async function inserted(order = sampleOrder()): Promise<Stored<Order>> {
  await orders().insert([{ order, content }])
  const stored = await orders().read(order.id)
  if (stored === undefined || !isWhole(stored.value)) throw new Error('the order was inserted')
  return { ...stored, value: stored.value }
}

describe('an order', () => {
  test.each([
    ['as it was accepted', sampleOrder()],
    ['as far along as it can be', processed()],
    ['for the last moment there is', sampleOrder({ requestedSendTime: lastMoment, expiry: emailExpiry(lastMoment) })],
    ['without reference', withoutReference()],
    ['with an empty reference', sampleOrder({ sendersReference: '' })],
    ['with every kind of character', sampleOrder({ sendersReference: 'æ"\'\\ \u2028\u2029\u0001 ✉' })],
  ])('%s comes back as it was, with its content and without', async (_, order) => {
    expect(await orders().insert([{ order, content }])).toBe('inserted')
    const stored = await orders().read(order.id)
    expect(stored).toEqual({ value: order, version: expect.any(String) as string })
    expect(await orders().readWithContent(order.id)).toEqual({ ...stored, content })
  })

  test('that is not there is undefined', async () => {
    expect(await orders().read(sampleOrder().id)).toBeUndefined()
    expect(await orders().readWithContent(sampleOrder().id)).toBeUndefined()
  })

  test('shares its partition with its chain, and no row with another order of it', async () => {
    const first = await inserted()
    const second = sampleOrder({ id: orderIdOf(chainOf(first.value.id), 2), type: 'Reminder' })
    expect(await orders().insert([{ order: second, content }])).toBe('inserted')
    expect((await orders().read(first.value.id))?.value).toEqual(first.value)
  })

  test('is read without its content travelling', async () => {
    const order = sampleOrder()
    await orders().insert([{ order, content: { email: { ...email, body: 'x'.repeat(1000) } } }])
    const client = tables.client('orders')
    const read: string[] = []
    client.pipeline.addPolicy(
      {
        name: 'read',
        async sendRequest(request, next) {
          const answer = await next(request)
          read.push(answer.bodyAsText ?? '')
          return answer
        },
      },
      { afterPhase: 'Retry' },
    )
    await tableOrders(client).read(order.id)
    await tableOrders(client).readWithContent(order.id)
    expect(read.map((body) => body.includes('content0'))).toEqual([false, true])
  })
})

describe('inserting under an id that is taken', () => {
  test('says so and changes nothing', async () => {
    const stored = await inserted()
    const other = sampleOrder({ id: stored.value.id, nonce: 'other', creator: 'other' })
    expect(await orders().insert([{ order: other, content }])).toBe('exists')
    expect(await orders().read(other.id)).toEqual(stored)
  })

  test('lets one of many win', async () => {
    const { id } = sampleOrder()
    const rivals = Array.from({ length: 20 }, (_, i) => sampleOrder({ id, nonce: `nonce${i}` }))
    const outcomes = await Promise.all(rivals.map((order) => orders().insert([{ order, content }])))
    const winner = rivals[outcomes.indexOf('inserted')]
    expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1)
    expect((await orders().read(id))?.value.nonce).toBe(winner?.nonce)
  })

  test('looks the same when the SDK repeats an insert whose answer was lost: the nonce tells', async () => {
    const [client, order] = [tables.client('orders'), sampleOrder()]
    loseAnswers(client, 1)
    expect(await tableOrders(client).insert([{ order, content }])).toBe('exists')
    expect((await orders().read(order.id))?.value.nonce).toBe(order.nonce)
  })
})

describe('an update', () => {
  test('stores state, chunk and times under the version it was read in, and answers the next version', async () => {
    const { value, version } = await inserted()
    const changed = { ...value, state: 'Processing' as const, chunk: processed().chunk, processed: new Date(0) }
    const update = await orders().update(changed, version)
    const stored = await orders().readWithContent(value.id)
    expect(update).toEqual({ outcome: 'stored', version: stored?.version, state: 'Processing' })
    expect(stored).toMatchObject({ value: changed, content })
    expect(stored?.version).not.toBe(version)
    expect(await orders().update(value, stored?.version ?? '')).toMatchObject({ outcome: 'stored' })
  })

  test('never carries the content', async () => {
    const [client, { value, version }] = [tables.client('orders'), await inserted()]
    const bodies = recordBodies(client)
    await tableOrders(client).update(value, version)
    expect(bodies).toHaveLength(1)
    expect(bodies[0]).not.toContain('content')
  })

  test('under an old version is a conflict and changes nothing', async () => {
    const { value, version } = await inserted()
    await orders().update({ ...value, state: 'Processing' }, version)
    expect(await orders().update({ ...value, state: 'Cancelled' }, version)).toEqual({ outcome: 'conflict' })
    expect((await orders().read(value.id))?.value.state).toBe('Processing')
  })

  test('of an order that is not there is gone, and makes none', async () => {
    const { version } = await inserted()
    const absent = sampleOrder()
    expect(await orders().update(absent, version)).toEqual({ outcome: 'gone' })
    expect(await orders().read(absent.id)).toBeUndefined()
  })

  test('lets one of many under the same version win', async () => {
    const { value, version } = await inserted()
    const rivals = Array.from({ length: 10 }, (_, i) => ({ ...value, processed: new Date(i) }))
    const outcomes = await Promise.all(rivals.map((order) => orders().update(order, version)))
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
      ...Array.from({ length: 9 }, () => 'conflict'),
      'stored',
    ])
  })

  test('whose answer was lost is a conflict to its writer, although stored', async () => {
    const [client, { value, version }] = [tables.client('orders'), await inserted()]
    loseAnswers(client, 1)
    expect(await tableOrders(client).update({ ...value, state: 'Processing' }, version)).toEqual({
      outcome: 'conflict',
    })
    expect((await orders().read(value.id))?.value.state).toBe('Processing')
  })
})

describe('erasing an order', () => {
  test('leaves ids, states and the idempotency hash, and nothing personal in the row', async () => {
    const order = sampleOrder({ ...processed(), sendersReference: 'saken til Ola' })
    const { value, version } = await inserted(order)
    expect(await orders().erase(value, version)).toMatchObject({ outcome: 'stored' })
    const stored = await orders().readWithContent(order.id)
    const { sendersReference: _, ...kept } = order
    const { report: __, attemptedAt: ___, ...notification } = order.chunk.notifications[0] ?? sampleNotification()
    expect(stored).toMatchObject({ content: undefined })
    expect(stored?.value).toEqual({
      ...kept,
      chunk: { ...order.chunk, notifications: [{ ...notification, address: '' }] },
      erased: true,
    })
    const row = JSON.stringify(await tables.client('orders').getEntity(chainOf(order.id), order.id))
    for (const word of ['ola@', 'saken', 'Altinn', 'Vedtak', 'noreply', 'Delivered']) expect(row).not.toContain(word)
  })

  test('empties every property that the content is spread over', async () => {
    const order = sampleOrder()
    const long = Array.from({ length: 5000 }, () => crypto.randomUUID()).join()
    await orders().insert([{ order, content: { email: { ...email, body: long } } }])
    await orders().erase(order, (await orders().read(order.id))?.version ?? '')
    const row = await tables.client('orders').getEntity(chainOf(order.id), order.id)
    const pieces = Object.entries(row).filter(([name]) => name.startsWith('content'))
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.map(([, bytes]) => (bytes as Uint8Array).length)).toEqual(pieces.map(() => 0))
  })

  test('empties what a longer form of the chunk left behind', async () => {
    const addresses = Array.from({ length: 100 }, (_, i) => `ola${i}@example.no`)
    const report = Array.from({ length: 25 }, () => crypto.randomUUID()).join('')
    const notifications = addresses.map((address, i) => sampleNotification({ index: i + 1, address, report }))
    const { value, version } = await inserted(sampleOrder({ chunk: sampleChunk(...notifications) }))
    expect(await binaries(value)).not.toEqual([])
    await orders().erase(value, version)
    expect(await binaries(value)).toEqual([])
    expect((await orders().read(value.id))?.value.chunk?.notifications).toHaveLength(100)
  })

  test('can be repeated', async () => {
    const { value, version } = await inserted()
    await orders().erase(value, version)
    const once = await orders().read(value.id)
    await orders().erase(once?.value ?? value, once?.version ?? '')
    expect((await orders().read(value.id))?.value).toEqual(once?.value)
  })

  test('still answers a repeated request: the row is there, with the hash', async () => {
    const { value, version } = await inserted()
    await orders().erase(value, version)
    expect(await orders().insert([{ order: value, content }])).toBe('exists')
    expect((await orders().read(value.id))?.value.idempotencyHash).toBe(value.idempotencyHash)
  })

  test('is a conflict under an old version, and gone when nothing is there', async () => {
    const { value, version } = await inserted()
    await orders().update(value, version)
    expect(await orders().erase(value, version)).toEqual({ outcome: 'conflict' })
    expect((await orders().readWithContent(value.id))?.content).toEqual(content)
    expect(await orders().erase(sampleOrder(), version)).toEqual({ outcome: 'gone' })
  })
})

test('an order of a table that is missing is a transient fault, not an absent order', async () => {
  const missing = tableOrders(tables.client('nosuchtable'))
  const order = sampleOrder()
  for (const attempt of [
    missing.read(order.id),
    missing.insert([{ order, content }]),
    missing.update(order, '*'),
    missing.erase(order, '*'),
  ]) {
    await expect(attempt).rejects.toBeInstanceOf(TransientFault)
  }
})

/** The names of the properties that hold bytes. */
async function binaries({ id }: Order): Promise<string[]> {
  const row = await tables.client('orders').getEntity(chainOf(id), id)
  return Object.entries(row).flatMap(([name, bytes]) => (bytes instanceof Uint8Array && bytes.length > 0 ? [name] : []))
}

function withoutReference(): Order {
  const { sendersReference: _, ...order } = sampleOrder()
  return order
}
