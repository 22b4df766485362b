import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { addSeconds } from '../../../src/domain/order.ts'
import type { Around, PortCall } from '../../../src/port-wrapping.ts'
import { placed } from '../../../src/use-cases/place-order-chain.ts'
import { readShipment } from '../../../src/use-cases/read-shipment.ts'
import { Crash } from '../fault-walk/faults.ts'
import { instantDrafts } from '../fault-walk/instant-drafts.ts'
import { at, atFirst, stage, type Scene } from './stage.ts'

const enter = stage()
const { email, sms } = instantDrafts

const namesOf = ({ calls }: Scene) => calls.map(({ name }) => name)
const countOf = (scene: Scene, wanted: string) => namesOf(scene).filter((name) => name === wanted).length
const shown = async (scene: Scene) => {
  const { id } = await scene.order()
  return readShipment(scene.ports(), { creator: 'ttd', id })
}

const dies = (name: PortCall['name'], when: 'before' | 'after'): Around =>
  at(name, async (_, proceed) => {
    if (when === 'after') await proceed()
    throw new Crash(name)
  })

/** A request whose process dies there. */
async function cutOff(scene: Scene, draft: typeof email, around: Around): Promise<void> {
  await expect(scene.life({ around }).place(draft)).rejects.toBeInstanceOf(Crash)
}

const refusedFor = (seconds: number) => expect.objectContaining({ retryAfterSeconds: seconds }) as TransientFault

test('the agenda row is stored before the reservation, and that before the provider hears of anything', async () => {
  const scene = await enter()
  const met: unknown[] = []
  const look = at('emailCourier.send', async ({ args }, proceed) => {
    met.push(await scene.order(), await shown(scene), args[0])
    return proceed()
  })
  await scene.life({ around: look }).place(email)
  const order = ['agenda.put', 'orders.insert', 'emailCourier.send', 'orders.update']
  expect(namesOf(scene).filter((name) => order.includes(name))).toEqual(order)
  const leaseUntil = addSeconds(scene.time.machine.now(), 60)
  expect(met).toMatchObject([
    { reservation: 'open', type: 'Instant', chunk: { claim: { leaseUntil }, notifications: [{ state: 'claimed' }] } },
    undefined,
    { patienceMs: 20_000 },
  ])
  expect(await shown(scene)).toMatchObject({ status: 'Order_Processed' })
})

describe('a process that ends', () => {
  test.each([
    ['before the reservation', dies('orders.insert', 'before'), 'created'],
    ['before the call', dies('emailCourier.send', 'before'), 'created'],
    ['after the call', dies('emailCourier.send', 'after'), 'created'],
    ['before its record', dies('orders.update', 'before'), 'created'],
    ['after its record', dies('orders.update', 'after'), 'repeated'],
  ])('%s leaves a message to be sent once', async (_, around, outcome) => {
    const scene = await enter()
    await cutOff(scene, email, around)
    scene.pass(91)
    expect(await scene.life().place(email)).toMatchObject({ outcome })
    expect(scene.sent()).toHaveLength(1)
    expect(await scene.life().place(email)).toMatchObject({ outcome: 'repeated' })
  })

  test('is waited for as long as its lease lasts, at most twenty seconds', async () => {
    const scene = await enter()
    await cutOff(scene, email, dies('emailCourier.send', 'before'))
    const before = scene.time.nowMs()
    await expect(scene.life().place(email)).rejects.toBeInstanceOf(TransientFault)
    expect(scene.time.nowMs() - before).toBeGreaterThanOrEqual(20_000)
    expect(scene.time.nowMs() - before).toBeLessThan(22_000)
    expect(countOf(scene, 'emailCourier.ask')).toBe(0)
  })
})

test('a reservation that was slow to store is not called for: others may hold the lease by the answer', async () => {
  const scene = await enter()
  const slow = at('orders.insert', async (_, proceed) => {
    scene.pass(31)
    return proceed()
  })
  await expect(scene.life({ around: slow }).place(email)).rejects.toBeInstanceOf(TransientFault)
  expect(countOf(scene, 'emailCourier.send')).toBe(0)
})

test('who waits for another’s attempt shares its outcome, and makes none of its own', async () => {
  const scene = await enter('loses-the-answer')
  const [looked, ended] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  const wait = () => {
    looked.resolve(undefined)
    return ended.promise
  }
  const second = scene.life({ ports: { machine: { ...scene.time.machine, wait } } })
  const waiting: Promise<unknown>[] = []
  const around = at('emailCourier.send', async (_, proceed) => {
    waiting.push(second.place(email).catch((fault: unknown) => fault))
    await looked.promise
    return proceed()
  })
  await expect(scene.life({ around }).place(email)).rejects.toBeInstanceOf(TransientFault)
  ended.resolve(undefined)
  expect(await Promise.all(waiting)).toEqual([refusedFor(15)])
  expect(countOf(scene, 'emailCourier.ask')).toBe(0)
})

describe('an e-mail that nobody knows the outcome of', () => {
  test('is asked for by one of many equal requests, and sent no more', async () => {
    const scene = await enter('loses-the-answer')
    await expect(scene.life().place(email)).rejects.toEqual(refusedFor(15))
    expect(await shown(scene)).toBeUndefined()
    const life = scene.life()
    const outcomes = (await Promise.all(Array.from({ length: 20 }, () => life.place(email)))).map((of) => of.outcome)
    expect(outcomes.toSorted()).toEqual(['created', ...Array.from({ length: 19 }, () => 'repeated')])
    expect([countOf(scene, 'emailCourier.ask'), scene.sent().length]).toEqual([1, 1])
  })

  test('counts as unsent half a minute after the lease of its attempt, however often it was asked for', async () => {
    const scene = await enter('never-gets-it')
    await expect(scene.life().place(email)).rejects.toBeInstanceOf(TransientFault)
    for (const seconds of [30, 30, 29]) {
      scene.pass(seconds)
      await expect(scene.life().place(email)).rejects.toBeInstanceOf(TransientFault)
    }
    expect(scene.sent()).toEqual([])
    scene.pass(1)
    expect(await scene.life().place(email)).toMatchObject({ outcome: 'created' })
    expect(await scene.order()).toMatchObject({ chunk: { notifications: [{ attempt: 2, call: 2 }] } })
  })
})

describe('an SMS that nobody knows the outcome of', () => {
  test('is repeated as the attempt that it was', async () => {
    const scene = await enter('loses-the-answer')
    await expect(scene.life().place(sms)).rejects.toBeInstanceOf(TransientFault)
    scene.pass(200)
    expect(await scene.life().place(sms)).toMatchObject({ outcome: 'created' })
    expect(scene.sent()).toHaveLength(1)
  })

  test.each([
    ['the window of the provider', 241, sms],
    ['its lifetime', 61, { ...sms, lifetimeSeconds: 60 }],
  ])('is left to its report after %s', async (_, seconds, draft) => {
    const scene = await enter('never-gets-it')
    await expect(scene.life().place(draft)).rejects.toBeInstanceOf(TransientFault)
    scene.pass(seconds)
    await expect(scene.life().place(draft)).rejects.toBeInstanceOf(TransientFault)
    expect(countOf(scene, 'smsCourier.send')).toBe(1)
  })
})

describe('a message that was put off', () => {
  test('is hidden, and the next request sends its own in its place', async () => {
    const scene = await enter('throttles')
    await expect(scene.life().place(email)).rejects.toEqual(refusedFor(7))
    expect(await scene.order()).toMatchObject({ reservation: 'refused', chunk: { notifications: [{ state: 'new' }] } })
    expect(await shown(scene)).toBeUndefined()
    scene.pass(8)
    const other = { ...email, address: 'ola@example.no', sendersReference: 'sak-2026-19' }
    expect(await scene.life().place(other)).toMatchObject({ main: { sendersReference: 'sak-2026-19' } })
    expect(scene.sent()).toMatchObject([{ address: 'ola@example.no' }])
    expect(await scene.rows('references')).toHaveLength(1)
  })

  test('is called for by nobody while its channel pauses, and nothing is stored of a new one', async () => {
    const scene = await enter('throttles')
    await expect(scene.life().place(email)).rejects.toBeInstanceOf(TransientFault)
    const orders = [email, { ...email, idempotencyId: 'another' }]
    for (const draft of orders)
      await expect(scene.life().place(draft)).rejects.toMatchObject({ code: 'CHANNEL_PAUSED' })
    expect(countOf(scene, 'emailCourier.send')).toBe(1)
    expect(await scene.rows('orders')).toHaveLength(1)
  })

  test('is sent by one of many equal requests; the others remove their rows', async () => {
    const scene = await enter('throttles')
    await expect(scene.life().place(email)).rejects.toBeInstanceOf(TransientFault)
    scene.pass(8)
    const life = scene.life()
    const outcomes = (await Promise.all(Array.from({ length: 20 }, () => life.place(email)))).map((of) => of.outcome)
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
    expect(scene.sent()).toHaveLength(1)
    const { nonce } = await scene.order()
    expect(await scene.rows('references')).toMatchObject([{ nonce }])
    // One of the first attempt, which is an orphan now, and one of the second.
    expect(await scene.rows('agenda')).toHaveLength(2)
  })
})

describe('a write whose answer was lost', () => {
  const lost = (name: PortCall['name']) =>
    atFirst(name, (_, proceed) => proceed().then(() => ({ outcome: 'conflict' })))

  test.each([
    ['the new message', 'throttles', 'orders.replace'],
    ['the claim of who asks', 'loses-the-answer', 'orders.update'],
  ] as const)('is known as one’s own: %s', async (_, temper, name) => {
    const scene = await enter(temper)
    await expect(scene.life().place(email)).rejects.toBeInstanceOf(TransientFault)
    scene.pass(8)
    expect(await scene.life({ around: lost(name) }).place(email)).toMatchObject({ outcome: 'created' })
    expect(scene.sent()).toHaveLength(1)
  })
})

test('an order that was taken is answered also while its channel pauses', async () => {
  const scene = await enter()
  const first = await scene.life().place(email)
  await scene.ports().pauses.extend('email', addSeconds(scene.time.clock.now(), 60))
  expect(await scene.life().place(email)).toEqual({ ...first, ...placed('repeated', [await scene.order()]) })
})
