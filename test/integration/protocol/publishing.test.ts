import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import { firstMessage, messageId } from '../../../src/domain/message.ts'
import type { Temper } from '../fault-walk/virtual-provider.ts'
import { at, atFirst, delivery, draft, stage, type Scene } from './stage.ts'

const enter = stage()

async function completed(temper: Temper = 'accepts') {
  const scene = await enter(temper)
  const life = scene.life()
  await life.place(draft(scene))
  await scene.deliver(life, ['feed'])
  scene.pass(5)
  await scene.deliver(life, ['feed'])
  const { id, state } = await scene.order()
  expect(state).toBe('Completed')
  return { scene, life, id, before: scene.posted().length }
}

const feedPostsOf = (scene: Scene) => scene.posted().filter(({ queue }) => queue === 'feed')

describe('whoever makes an order final asks for its feed entry', () => {
  test('the sender whose mail was refused', async () => {
    const { scene } = await completed('refuses')
    expect(feedPostsOf(scene)).toMatchObject([{ message: { origin: 'send' }, delaySeconds: 0 }])
  })

  test('the recorder of the last report', async () => {
    const { scene } = await completed()
    expect(feedPostsOf(scene)).toMatchObject([{ message: { origin: 'report' }, delaySeconds: 0 }])
  })
})

describe('whoever meets a final order asks for its feed entry, also when it changes nothing', () => {
  test('the sender', async () => {
    const { scene, life, id, before } = await completed()
    await life.handle([delivery('email-send', firstMessage(id, 'watch@x'))])
    expect(scene.posted().slice(before)).toEqual([
      { queue: 'feed', message: firstMessage(id, 'send'), delaySeconds: 0 },
    ])
  })

  test.each(['unknown', 'deferred', 'accepted'] as const)(
    'the sender whose own call came back %s after the report',
    async (outcome) => {
      const scene = await enter('reports-first')
      const late = at('emailCourier.send', async (_, proceed) => {
        const accepted = await proceed()
        await scene.deliver(scene.life(), ['email-send', 'feed'])
        return outcome === 'accepted' ? accepted : { outcome, seconds: 9, code: 'LATE' }
      })
      await scene.life().place(draft(scene))
      await scene.life({ around: late }).handle(scene.bus.take())
      expect(await scene.order()).toMatchObject({ state: 'Completed' })
      expect(scene.posted().at(-1)).toMatchObject({ queue: 'feed', message: { origin: 'send' } })
    },
  )

  test('the recorder of a report that comes twice', async () => {
    const { scene, life, id, before } = await completed()
    const event = { eventType: 'Microsoft.Communication.EmailDeliveryReportReceived' }
    const data = { messageId: notificationIdOf(id, 1, 1), status: 'Bounced', recipient: 'kari@example.no' }
    await life.handle([delivery('delivery-reports', { ...event, data })])
    expect(scene.posted().slice(before)).toEqual([
      { queue: 'feed', message: firstMessage(id, 'report'), delaySeconds: 0 },
    ])
  })
})

describe('a post that failed', () => {
  test('keeps its message from being completed: a copy comes back, and posts', async () => {
    const { scene, id, before } = await completed()
    const down = atFirst('bus.post', () => Promise.reject(new TransientFault('BUS_UNAVAILABLE')))
    await scene.life({ around: down }).handle([delivery('email-send', firstMessage(id, 'watch@x'))])
    expect(scene.posted().slice(before)).toMatchObject([
      { queue: 'feed' },
      { queue: 'email-send', message: { attempt: 1, hop: 1 }, delaySeconds: 1 },
    ])
  })

  test('counts as not done, and is repeated under the same id, which the bus takes once', async () => {
    const { scene, id, before } = await completed()
    const timesOut = atFirst('bus.post', (_, proceed) =>
      proceed().then(() => Promise.reject(new TransientFault('BUS_UNAVAILABLE'))),
    )
    const life = scene.life({ around: timesOut })
    await life.handle([delivery('email-send', firstMessage(id, 'watch@x'))])
    scene.pass(1)
    const [first, second] = [scene.bus.take(), scene.bus.take()]
    expect([first, second].map((taken) => taken[0]?.queue)).toEqual(['feed', 'email-send'])
    await life.handle(second)
    const ids = scene
      .posted()
      .slice(before)
      .filter(({ queue }) => queue === 'feed')
      .map(({ message }) => messageId('feed', message))
    expect(ids).toHaveLength(2)
    expect(ids[1]).toBe(ids[0])
    expect(scene.bus.take()).toEqual([])
  })
})
