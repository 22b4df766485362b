import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../../src/domain/order.ts'
import { Crash } from '../fault-walk/faults.ts'
import { at, delivery, draft, stage } from './stage.ts'

const enter = stage()

describe('a message that is too early', () => {
  test('by a second at most waits, and its mail leaves', async () => {
    const scene = await enter()
    await scene.life().place(draft(scene, 1))
    const [{ message } = { message: undefined }] = scene.posted()
    await scene.life().handle([delivery('email-send', message)])
    expect(scene.sent()).toHaveLength(1)
    expect(scene.posted()).toHaveLength(1)
    expect(scene.time.clock.now() >= (await scene.order()).requestedSendTime).toBe(true)
  })

  test('by more posts a copy for the right time, under an id of its own', async () => {
    const scene = await enter()
    await scene.life().place(draft(scene, 1.5))
    const [{ message } = { message: undefined }] = scene.posted()
    await scene.life().handle([delivery('email-send', message)])
    expect(scene.sent()).toEqual([])
    expect(scene.posted().slice(1)).toEqual([
      { queue: 'email-send', message: { ...message, hop: 1 }, delaySeconds: 1.5 },
    ])
  })
})

test('a message that meets the last second of a lease waits for it, and asks', async () => {
  const scene = await enter()
  await scene.life().place(draft(scene))
  const message = scene.bus.take()
  const dies = at('emailCourier.send', () => Promise.reject(new Crash('send')))
  await scene
    .life({ around: dies })
    .handle(message)
    .catch(() => undefined)
  scene.pass(599)
  await scene.life().handle(message)
  expect(scene.calls.map(({ name }) => name)).toContain('emailCourier.ask')
  // Not found, and only now does the provider's half minute begin.
  expect(scene.posted().at(-1)).toMatchObject({ queue: 'email-send', message: { hop: 1 } })
  expect(scene.posted().at(-1)?.delaySeconds).toBeCloseTo(30, 1)
})

test('while its channel pauses a mail is not claimed, and comes back a little spread after the pause', async () => {
  const scene = await enter()
  await scene.life().place(draft(scene))
  await scene.ports().pauses.extend('email', addSeconds(scene.time.clock.now(), 60))
  await scene.life().handle(scene.bus.take())
  // It is on its way, for everybody to see.
  const { state, chunk } = await scene.order()
  expect([state, chunk.notifications.map((n) => n.state)]).toEqual(['Processing', ['new']])
  const { delaySeconds } = scene.posted().at(-1) ?? { delaySeconds: 0 }
  expect(delaySeconds).toBeGreaterThanOrEqual(60)
  expect(delaySeconds).toBeLessThanOrEqual(75)
})

test('copies of a message are never swallowed, however often it comes back within the duplicate window', async () => {
  const scene = await enter('throttles')
  let refusals = 0
  const busy = at('emailCourier.send', (_, proceed) =>
    ++refusals > 5 ? proceed() : Promise.resolve({ outcome: 'deferred', seconds: 5, code: 'TooManyRequests' }),
  )
  const life = scene.life({ around: busy })
  await life.place(draft(scene))
  for (let i = 0; i < 20 && scene.bus.nextMs() !== undefined; i++) {
    scene.time.advanceTo(scene.bus.nextMs() ?? 0)
    await scene.deliver(life)
  }
  expect(await scene.order()).toMatchObject({ state: 'Completed' })
})
