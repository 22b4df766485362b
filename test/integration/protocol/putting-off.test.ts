import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { firstMessage } from '../../../src/domain/message.ts'
import { at, delivery, draft, nobodysOrder, stage } from './stage.ts'

const enter = stage()

const message = firstMessage(nobodysOrder, 'door')
const storeIsDown = at('orders.readWithContent', () => Promise.reject(new TransientFault('TABLES_UNAVAILABLE')))
const busIsDown = () => Promise.reject(new TransientFault('BUS_UNAVAILABLE'))

describe('a message whose work cannot be done now', () => {
  test.each([
    [0, 1],
    [1, 2],
    [2, 4],
    [5, 32],
    [6, 60],
    [40, 60],
  ])('at attempt %i is completed, and a copy asks again in %i seconds', async (attempt, delaySeconds) => {
    const scene = await enter()
    await scene.life({ around: storeIsDown }).handle([delivery('email-send', { ...message, attempt, hop: 3 })])
    const copy = { ...message, attempt: attempt + 1, hop: 4 }
    expect(scene.posted()).toEqual([{ queue: 'email-send', message: copy, delaySeconds }])
  })

  test.each([
    [0, 37, 37],
    [6, 37, 60],
    [0, 0.5, 1],
    [0, 86_400, 900],
  ])('at attempt %i, when %i seconds are asked for, comes back in %i', async (attempt, asked, delaySeconds) => {
    const scene = await enter()
    const busy = new TransientFault('BUSY', { retryAfterSeconds: asked })
    const life = scene.life({ around: at('orders.readWithContent', () => Promise.reject(busy)) })
    await life.handle([delivery('email-send', { ...message, attempt })])
    expect(scene.posted()).toMatchObject([{ message: { attempt: attempt + 1 }, delaySeconds }])
  })

  test('is given back, after a part of its lock has been waited out, when not even a copy can be posted', async () => {
    const scene = await enter()
    const before = scene.time.nowMs()
    const life = scene.life({
      around: (call, proceed) => (call.name === 'bus.post' ? busIsDown() : storeIsDown(call, proceed)),
    })
    await expect(life.handle([delivery('email-send', message)])).rejects.toMatchObject({ code: 'BUS_UNAVAILABLE' })
    expect(scene.time.nowMs() - before).toBe(20_000)
  })
})

describe('a message becomes a dead letter in the end', () => {
  test('when something happened that nobody foresaw', async () => {
    const scene = await enter()
    const broken = at('orders.readWithContent', () => Promise.reject(new Error('a bug')))
    await expect(scene.life({ around: broken }).handle([delivery('email-send', message)])).rejects.toThrow('a bug')
    expect(scene.posted()).toEqual([])
  })

  test.each(['email-send', 'agenda'])('when it is none of ours (%s)', async (queue) => {
    const scene = await enter()
    await expect(scene.life().handle([delivery(queue, { order: 'x' })])).rejects.toThrow()
  })
})

describe('a partition of the agenda', () => {
  const bucket = '2026-11-24T09:02|00'

  test('that cannot be read uses up no delivery: the timer hands it out again', async () => {
    const scene = await enter()
    const down = at('agenda.page', () => Promise.reject(new TransientFault('TABLES_UNAVAILABLE')))
    await scene.life({ around: down }).handle([delivery('agenda', { bucket })])
    expect(scene.logged).toEqual(['work-agenda-put-off'])
  })

  test('that meets a fault nobody foresaw gives its message back', async () => {
    const scene = await enter()
    const broken = at('agenda.page', () => Promise.reject(new Error('a bug')))
    await expect(scene.life({ around: broken }).handle([delivery('agenda', { bucket })])).rejects.toThrow('a bug')
  })

  test('is worked through by whoever takes its message', async () => {
    const scene = await enter()
    await scene.life().place(draft(scene, 150))
    const [row] = await scene.rows('agenda')
    await scene.life().handle([delivery('agenda', { bucket: row?.['partitionKey'] })])
    expect(scene.posted()).toMatchObject([{ queue: 'email-send', delaySeconds: 150 }])
    expect(await scene.rows('agenda')).toMatchObject([{ kind: 'watch' }])
  })
})
