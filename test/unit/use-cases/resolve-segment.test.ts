import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import type { OrderedRecipient } from '../../../src/domain/ordered-recipient.ts'
import type { Contacts } from '../../../src/use-cases/register-ports.ts'
import { resolvedChunks } from '../../../src/use-cases/resolve-segment.ts'
import { noon } from '../domain/sample-order.ts'
import { sampleSegment, segmentedOrder } from '../domain/sample-segments.ts'
import { aStage, rivalled } from './a-stage.ts'
import { kari, ola, reserved, smallRegister } from './small-register.ts'

const order = segmentedOrder({ channels: ['email', 'sms'], isResolved: false }, { terms: { channel: 'EmailAndSms' } })
const content = { email: { senderEmailAddress: 'a@b.no', subject: 's', body: 'b', contentType: 'Plain' } } as const
const person = (nationalIdentityNumber: string) => ({ nationalIdentityNumber })
const stageOf = (recipients: readonly OrderedRecipient[], contacts?: Partial<Contacts>) =>
  aStage(order, [sampleSegment({ recipients })], { ports: { contacts: { ...smallRegister.contacts, ...contacts } } })
const resolve = ({ ports }: Pick<Awaited<ReturnType<typeof stageOf>>, 'ports'>) =>
  resolvedChunks(ports, { order, content }, 1)

describe('a segment that is resolved', () => {
  test('has a chunk for each channel, e-mail first, with the addresses of this moment', async () => {
    const stage = await stageOf([person(kari), person(ola)])
    expect(await resolve(stage)).toEqual({ email: [0], sms: [1] })
    const sms = await stage.ports.orders.readPart(order, { segment: 1, chunk: 1 })
    expect(sms?.value.chunk).toEqual({
      channel: 'sms',
      part: { segment: 1, chunk: 1 },
      notifications: [
        { index: 101, address: '+4799999991', nationalIdentityNumber: kari, state: 'new', at: noon, attempt: 0 },
        { index: 102, address: '+4799999992', nationalIdentityNumber: ola, state: 'new', at: noon, attempt: 0 },
      ],
    })
  })

  test('keeps its addresses: who comes later asks no register', async () => {
    const stage = await stageOf([person(kari)])
    await resolve(stage)
    const ofPersons = () => Promise.reject(new Error('the register is asked again'))
    const contacts = { ...smallRegister.contacts, ofPersons }
    expect(await resolve({ ports: { ...stage.ports, contacts } })).toEqual({ email: [0], sms: [1] })
  })

  test('by two at once is what the first found', async () => {
    const moved = [{ nationalIdentityNumber: kari, isReserved: false, email: 'kari.ny@example.no' }]
    const stage = await stageOf([person(kari)], { ofPersons: () => Promise.resolve(moved) })
    const first = { ...stage.ports, ...smallRegister }
    const orders = rivalled(stage.ports.orders, 'resolveSegment', () => resolve({ ports: first }))
    expect(await resolve({ ports: { ...stage.ports, orders } })).toEqual({ email: [0], sms: [1] })
    const email = await stage.ports.orders.readPart(order, { segment: 1, chunk: 0 })
    expect(email?.value.chunk.notifications).toMatchObject([{ address: 'kari@example.no' }])
  })

  test('whom nobody knows, or who is reserved, is final from the beginning', async () => {
    const stage = await stageOf([person(reserved), person('16069499999'), person(kari)])
    await resolve(stage)
    const email = await stage.ports.orders.readPart(order, { segment: 1, chunk: 0 })
    expect(email?.value.chunk.notifications).toMatchObject([
      { address: '', nationalIdentityNumber: reserved, state: 'final', result: 'Failed_RecipientReserved' },
      { address: '', state: 'final', result: 'Failed_RecipientNotIdentified' },
      { address: 'kari@example.no', state: 'new' },
    ])
    expect((await stage.head())?.state).toBe('Processing')
  })

  test('completes its order where that is everybody', async () => {
    const stage = await stageOf([person(reserved)])
    await resolve(stage)
    expect(await stage.head()).toMatchObject({ state: 'Completed', processed: noon })
  })

  test('is nothing where there is no such segment', async () => {
    expect(await resolvedChunks((await stageOf([])).ports, { order, content }, 2)).toEqual({})
  })

  test('that is always contended is a fault that may pass', async () => {
    const { ports } = await stageOf([person(kari)])
    const orders = { ...ports.orders, resolveSegment: () => Promise.resolve({ outcome: 'conflict' as const }) }
    await expect(resolve({ ports: { ...ports, orders } })).rejects.toBeInstanceOf(TransientFault)
  })
})

describe('a segment of many addresses', () => {
  /** An organisation with so many addresses. */
  const withAddresses = (count: number): Partial<Contacts> => ({
    ofOrganizations: ([organizationNumber = '']) => {
      const emails = Array.from({ length: count }, (_, i) => `post${i}@example.no`)
      return Promise.resolve([{ organizationNumber, emails, mobileNumbers: ['+4799999999'] }])
    },
  })
  const organization = [{ organizationNumber: '910568183' }]

  test('takes as many chunks as they need, and SMS the one behind', async () => {
    const stage = await stageOf(organization, withAddresses(201))
    expect(await resolve(stage)).toEqual({ email: [0, 1, 2], sms: [3] })
    const last = await stage.ports.orders.readPart(order, { segment: 1, chunk: 2 })
    expect(last?.value.chunk.notifications).toMatchObject([{ index: 201, address: 'post200@example.no' }])
  })

  test('is cut behind ninety chunks, and somebody is told', async () => {
    const stage = await stageOf(organization, withAddresses(9_001))
    const { email = [], sms = [] } = await resolve(stage)
    expect([email.length, sms.length, stage.logged]).toEqual([90, 0, ['segment-cut']])
  })
})
