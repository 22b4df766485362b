import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { addSeconds } from '../../../src/domain/order.ts'
import type { Around } from '../../../src/port-wrapping.ts'
import type { Dispatch } from '../../../src/use-cases/courier-ports.ts'
import { Crash } from '../fault-walk/faults.ts'
import type { Delivery } from '../fault-walk/virtual-bus.ts'
import { at, atFirst, draft, stage, type Scene } from './stage.ts'

const enter = stage()

/** An order that is due, and the door's message for it. */
async function placed(): Promise<{ scene: Scene; message: readonly Delivery[] }> {
  const scene = await enter()
  await scene.life().place(draft(scene))
  return { scene, message: scene.bus.take() }
}

const countOf = ({ calls }: Scene, wanted: string) => calls.filter(({ name }) => name === wanted).length
const unanswered = () => Promise.reject(new TransientFault('TIMED_OUT'))
const dies = at('emailCourier.send', () => Promise.reject(new Crash('send')))

test('before the provider is called, the order is being processed under a claim with a lease of ten minutes', async () => {
  const { scene, message } = await placed()
  const met: unknown[] = []
  const look = at('emailCourier.send', async (_, proceed) => {
    met.push(await scene.order())
    return proceed()
  })
  await scene.life({ around: look }).handle(message)
  expect(met).toMatchObject([
    {
      state: 'Processing',
      chunk: {
        claim: { leaseUntil: addSeconds(scene.time.machine.now(), 600) },
        notifications: [{ state: 'claimed', attempt: 1 }],
      },
    },
  ])
})

describe('a claim that conflicts', () => {
  test('with itself, since its answer was lost, is known by its nonce and used', async () => {
    const { scene, message } = await placed()
    const lost = atFirst('orders.update', (_, proceed) => proceed().then(() => ({ outcome: 'conflict' })))
    await scene.life({ around: lost }).handle(message)
    expect(scene.sent()).toHaveLength(1)
    expect(await scene.order()).toMatchObject({ chunk: { notifications: [{ state: 'accepted', attempt: 1 }] } })
  })

  test('with another’s is none: the provider is not called, and the message comes back after that lease', async () => {
    const { scene, message } = await placed()
    const rival = atFirst('orders.update', async (_, proceed) => {
      await expect(scene.life({ around: dies }).handle(message)).rejects.toBeInstanceOf(Crash)
      return proceed()
    })
    await scene.life({ around: rival }).handle(message)
    expect(countOf(scene, 'emailCourier.send')).toBe(1)
    const copy = scene.posted().at(-1)
    expect(copy).toMatchObject({ queue: 'email-send', message: { hop: 1 } })
    expect(copy?.delaySeconds).toBeCloseTo(600, 1)
  })
})

describe('a claim whose answer nobody got', () => {
  test('but which was stored is found by its nonce and used at once', async () => {
    const { scene, message } = await placed()
    const lost = atFirst('orders.update', (_, proceed) => proceed().then(unanswered))
    await scene.life({ around: lost }).handle(message)
    expect(scene.sent()).toHaveLength(1)
    expect(scene.posted().filter(({ queue }) => queue === 'email-send')).toHaveLength(1)
  })

  test('and which was not stored calls nobody: the message comes back as after any fault', async () => {
    const { scene, message } = await placed()
    await scene.life({ around: atFirst('orders.update', unanswered) }).handle(message)
    expect(countOf(scene, 'emailCourier.send')).toBe(0)
    expect(scene.posted().at(-1)).toMatchObject({ queue: 'email-send', message: { attempt: 1 }, delaySeconds: 1 })
  })
})

test('a result that conflicts with itself is stored once, and nobody is called again', async () => {
  const { scene, message } = await placed()
  let updates = 0
  const lost = at('orders.update', (_, proceed) =>
    proceed().then((done) => (++updates === 2 ? { outcome: 'conflict' } : done)),
  )
  await scene.life({ around: lost }).handle(message)
  expect(countOf(scene, 'emailCourier.send')).toBe(1)
  expect(await scene.order()).toMatchObject({ chunk: { notifications: [{ state: 'accepted', attempt: 1 }] } })
})

describe('a claim that was slow to store', () => {
  const slow = (scene: Scene, seconds: number): Around =>
    atFirst('orders.update', (_, proceed) => {
      scene.pass(seconds)
      return proceed()
    })

  test('with a minute of its lease left is used', async () => {
    const { scene, message } = await placed()
    await scene.life({ around: slow(scene, 540) }).handle(message)
    expect(scene.sent()).toHaveLength(1)
  })

  test('with less left is not: what it took waits for the lease’s end', async () => {
    const { scene, message } = await placed()
    await scene.life({ around: slow(scene, 545) }).handle(message)
    expect(countOf(scene, 'emailCourier.send')).toBe(0)
    expect(scene.posted().at(-1)).toMatchObject({ queue: 'email-send', message: { hop: 1 }, delaySeconds: 56 })
  })

  test('is measured by the clock that only ever grows', async () => {
    const { scene, message } = await placed()
    const { machine } = scene.time
    let jumpedMs = 0
    const standing = {
      ...machine,
      now: () => addSeconds(machine.now(), -jumpedMs / 1000),
      monotonicMs: () => machine.monotonicMs(),
    }
    const jump = atFirst('orders.update', (_, proceed) => {
      scene.pass(545)
      jumpedMs = 545_000
      return proceed()
    })
    await scene.life({ ports: { machine: standing }, around: jump }).handle(message)
    expect(countOf(scene, 'emailCourier.send')).toBe(0)
  })
})

describe('at the end of its lifetime', () => {
  test('a mail that nobody has claimed leaves no more', async () => {
    const { scene, message } = await placed()
    const { expiry } = await scene.order()
    scene.time.advanceTo(expiry.getTime())
    await scene.life().handle(message)
    expect(countOf(scene, 'emailCourier.send')).toBe(0)
    expect(await scene.order()).toMatchObject({
      state: 'Completed',
      chunk: { notifications: [{ result: 'Failed_TTL' }] },
    })
  })

  test('a live lease is waited for, however late it is', async () => {
    const { scene, message } = await placed()
    const { expiry } = await scene.order()
    scene.time.advanceTo(expiry.getTime() - 1)
    await scene
      .life({ around: dies })
      .handle(message)
      .catch(() => undefined)
    scene.pass(400)
    await scene.life().handle(message)
    expect(await scene.order()).toMatchObject({ state: 'Processing', chunk: { notifications: [{ state: 'claimed' }] } })
    expect(scene.posted().at(-1)).toMatchObject({ queue: 'email-send', delaySeconds: 200 })
  })
})

describe('a call that is deferred', () => {
  test('gives its claim back under its nonce, and comes back when the provider says', async () => {
    const { scene, message } = await enterThrottled()
    await scene.life().handle(message)
    const { chunk } = await scene.order()
    expect(chunk.claim).toBeUndefined()
    expect(chunk.notifications).toMatchObject([{ state: 'new', attempt: 1 }])
    expect(scene.posted().at(-1)).toMatchObject({ queue: 'email-send', message: { hop: 1 }, delaySeconds: 7 })
  })

  test('moves everybody’s not-before time as soon as its result is stored', async () => {
    const { scene, message } = await enterThrottled()
    await scene.life().handle(message)
    expect(await scene.ports().pauses.notBefore('email')).toEqual(addSeconds(scene.time.clock.now(), 7))
    const names = scene.calls.map(({ name }) => name)
    expect(names.slice(names.lastIndexOf('orders.update') + 1)).toEqual(['pauses.extend', 'bus.post'])
  })

  test('has its result also when that time cannot be moved, and somebody is told', async () => {
    const { scene, message } = await enterThrottled()
    await scene.life({ around: at('pauses.extend', unanswered) }).handle(message)
    expect((await scene.order()).chunk.claim).toBeUndefined()
    expect(scene.posted().at(-1)).toMatchObject({ message: { attempt: 0, hop: 1 }, delaySeconds: 7 })
    expect(scene.logged).toContain('pause-not-stored')
  })

  async function enterThrottled() {
    const scene = await enter('throttles')
    await scene.life().place(draft(scene))
    return { scene, message: scene.bus.take() }
  }
})

test('a call of unknown outcome ends its own lease, and is asked for after a report had its chance', async () => {
  const scene = await enter('never-gets-it')
  await scene.life().place(draft(scene))
  await scene.life().handle(scene.bus.take())
  const { chunk } = await scene.order()
  expect(chunk).toMatchObject({
    claim: { leaseUntil: scene.time.machine.now() },
    notifications: [{ state: 'unknown' }],
  })
  expect(scene.posted().at(-1)).toMatchObject({ message: { hop: 1 }, delaySeconds: 15 })
})

describe('a call that comes back after others have claimed', () => {
  async function overtaken(dispatch: Dispatch) {
    const { scene, message } = await placed()
    const overtake = at('emailCourier.send', async () => {
      scene.pass(700)
      await scene
        .life({ around: dies })
        .handle(message)
        .catch(() => undefined)
      return dispatch
    })
    await scene.life({ around: overtake }).handle(message)
    return (await scene.order()).chunk
  }

  test.each<Dispatch>([
    { outcome: 'refused', result: 'Failed', code: 'BadRequest' },
    { outcome: 'deferred', seconds: 5, code: 'TooManyRequests' },
    { outcome: 'unknown', code: 'ETIMEDOUT' },
  ])('says nothing of theirs ($outcome)', async (dispatch) => {
    const { claim, notifications } = await overtaken(dispatch)
    expect(notifications).toMatchObject([{ state: 'claimed', attempt: 2 }])
    expect(claim).toBeDefined()
  })

  test('stands when it was accepted', async () => {
    const receipt = { provider: 'virtual', reference: 'r' }
    const { notifications } = await overtaken({ outcome: 'accepted', receipt })
    expect(notifications).toMatchObject([{ state: 'accepted', receipt }])
  })
})
