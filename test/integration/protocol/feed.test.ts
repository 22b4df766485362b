import { InvocationContext } from '@azure/functions'
import { describe, expect, test } from 'vitest'
import { appendToFeedHandler } from '../../../src/functions/queue/append-to-feed.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import type { CountedEntry } from '../../../src/use-cases/ports.ts'
import { firstMessage } from '../../../src/domain/message.ts'
import { addSeconds, type Order } from '../../../src/domain/order.ts'
import { sampleChunk, sampleNotification, sampleOrder } from '../../unit/domain/sample-order.ts'
import { at, delivery, stage, type Scene } from './stage.ts'

const enter = stage()

const content = { email: { senderEmailAddress: 'a@b.no', subject: 's', body: 'b', contentType: 'Plain' } } as const

/** An order that was completed just now. */
async function stored(scene: Scene, changes: Partial<Order> = {}): Promise<Order> {
  const chunk = sampleChunk(sampleNotification({ state: 'final', result: 'Delivered' }))
  const order = sampleOrder({ state: 'Completed', processed: scene.time.clock.now(), chunk, ...changes })
  await scene.ports().orders.insert([{ order, content }])
  return order
}

const asking = ({ id }: Order) => delivery('feed', firstMessage(id, 'report'))

const appendsOf = ({ calls }: Scene) =>
  calls.flatMap(({ name, args }) => (name === 'feed.append' ? [args as [string, CountedEntry[]]] : []))

const feedOf = async (scene: Scene, creator = 'ttd') =>
  (await scene.ports().feed.read(creator, { after: 0, size: 1000, direction: 'Asc' })).map(
    ({ entry }) => entry.shipmentId,
  )

describe('an entry is given', () => {
  test('once to an order that is asked for many times, in one batch and in many', async () => {
    const scene = await enter()
    const order = await stored(scene)
    const life = scene.life()
    await life.handle([asking(order), asking(order)])
    await life.handle([asking(order)])
    expect(appendsOf(scene).map(([, entries]) => entries.length)).toEqual([1, 1])
    expect(await feedOf(scene)).toEqual([order.id])
  })

  test('to as many orders of one creator at a time as a transaction holds, to each creator apart', async () => {
    const scene = await enter()
    const own = await Promise.all(Array.from({ length: 50 }, () => stored(scene)))
    const other = await stored(scene, { creator: 'skd' })
    await scene.life().handle([...own, other].map(asking))
    const appends = appendsOf(scene).map(([creator, entries]) => [creator, entries.length])
    expect(appends.toSorted()).toEqual([
      ['skd', 1],
      ['ttd', 2],
      ['ttd', 48],
    ])
    expect(await feedOf(scene)).toHaveLength(50)
  })

  test.each(['Registered', 'Processing', 'Cancelled'] as const)('to no order that is %s', async (state) => {
    const scene = await enter()
    await scene.life().handle([asking(await stored(scene, { state }))])
    expect(appendsOf(scene)).toEqual([])
  })

  test('to no order that has been erased', async () => {
    const scene = await enter()
    await scene.life().handle([asking(await stored(scene, { erased: true }))])
    expect(appendsOf(scene)).toEqual([])
  })

  test('to no order whose end is as long ago as the feed remembers', async () => {
    const scene = await enter()
    const ago = (seconds: number) => ({ processed: addSeconds(scene.time.clock.now(), -seconds) })
    await scene.life().handle([asking(await stored(scene, ago(90 * 86_400)))])
    expect(appendsOf(scene)).toEqual([])
    const young = await stored(scene, ago(90 * 86_400 - 1))
    await scene.life().handle([asking(young)])
    expect(await feedOf(scene)).toEqual([young.id])
  })
})

describe('a batch for the feed', () => {
  test('never fails for one creator: their orders come back, each delayed by its own attempts', async () => {
    const scene = await enter()
    const [good, bad] = [await stored(scene), await stored(scene, { creator: 'skd' })]
    const fails = at('feed.append', ({ args: [creator] }, proceed) =>
      creator === 'skd' ? Promise.reject(new TransientFault('FEED_CONTENDED')) : proceed(),
    )
    const tired = { ...firstMessage(bad.id, 'send'), attempt: 2, hop: 2 }
    await scene.life({ around: fails }).handle([asking(good), delivery('feed', tired)])
    expect(await feedOf(scene)).toEqual([good.id])
    expect(scene.posted()).toEqual([{ queue: 'feed', message: { ...tired, attempt: 3, hop: 3 }, delaySeconds: 4 }])
  })

  test('does not carry a fault that nobody foresaw on for ever: the watch asks again in its time', async () => {
    const scene = await enter()
    const order = await stored(scene)
    const broken = at('feed.append', () => Promise.reject(new Error('a bug')))
    await scene.life({ around: broken }).handle([asking(order)])
    expect(scene.posted()).toEqual([])
    expect(scene.logged).toContain('feed-entry-failed')
  })

  test('leaves out a message that is none of ours, and says so', async () => {
    const scene = await enter()
    const order = await stored(scene)
    await scene.life().handle([delivery('feed', { order: 'x' }), asking(order)])
    expect(await feedOf(scene)).toEqual([order.id])
    expect(scene.logged).toContain('feed-message-unreadable')
  })

  test('posts copies of what it does not reach within half of its lock', async () => {
    const scene = await enter()
    const order = await stored(scene)
    const slow = at('orders.readWithContent', (_, proceed) => {
      scene.pass(30)
      return proceed()
    })
    await scene.life({ around: slow }).handle([asking(order)])
    expect(appendsOf(scene)).toEqual([])
    expect(scene.posted()).toMatchObject([{ queue: 'feed', message: { order: order.id, hop: 1 } }])
  })

  test('is given back, after a part of its locks has been waited out, when no copies can be posted', async () => {
    const scene = await enter()
    const before = scene.time.nowMs()
    const down = scene.life({ around: () => Promise.reject(new TransientFault('DOWN')) })
    await expect(down.handle([asking(sampleOrder())])).rejects.toBeInstanceOf(TransientFault)
    expect(scene.time.nowMs() - before).toBe(20_000)
  })
})

describe('what an entry in the feed stands for', () => {
  const association = { dialogId: 'dialog', transmissionId: 'transmission' }
  const rowsOf = async (scene: Scene) => ({
    outcomes: (await scene.rows('outcomes')).length,
    log: (await scene.rows('log')).length,
  })

  async function associated(scene: Scene) {
    const chunk = sampleChunk(sampleNotification({ state: 'final', result: 'Delivered' }))
    const order = sampleOrder({ state: 'Completed', processed: scene.time.clock.now(), chunk })
    await scene.ports().orders.insert([{ order, content: { ...content, dialogportenAssociation: association } }])
    return order
  }

  test('is written before it, so that whoever finds an entry finds all of it', async () => {
    const scene = await enter()
    const order = await associated(scene)
    let before: Awaited<ReturnType<typeof rowsOf>> | undefined
    const noting = at('feed.append', async (_, proceed) => {
      before = await rowsOf(scene)
      return proceed()
    })
    await scene.life({ around: noting }).handle([asking(order)])
    expect(before).toEqual({ outcomes: 1, log: 2 })
    expect(await scene.ports().feed.countsOf('ttd', '2026-11')).toMatchObject({ orders: 1, emailsDelivered: 1 })
  })

  test.each(['outcomes.put', 'notificationLog.put'] as const)(
    'keeps it from being given when %s fails, and is written once when it is asked for again',
    async (call) => {
      const scene = await enter()
      const order = await associated(scene)
      const down = at(call, () => Promise.reject(new TransientFault('BUSY')))
      await scene.life({ around: down }).handle([asking(order)])
      expect(await feedOf(scene)).toEqual([])
      expect(scene.posted()).toMatchObject([{ queue: 'feed', message: { order: order.id, attempt: 1 } }])
      for (let i = 0; i < 2; i++) await scene.life().handle([asking(order)])
      expect(await feedOf(scene)).toEqual([order.id])
      expect(await rowsOf(scene)).toEqual({ outcomes: 1, log: 2 })
      expect(await scene.ports().feed.countsOf('ttd', '2026-11')).toMatchObject({ orders: 1 })
    },
  )

  test('keeps no other order of the batch from its entry when it cannot be written', async () => {
    const scene = await enter()
    const [bad, good] = [await associated(scene), await stored(scene)]
    const broken = at('notificationLog.put', () => Promise.reject(new Error('a bug')))
    await scene.life({ around: broken }).handle([bad, good].map(asking))
    expect(await feedOf(scene)).toEqual([good.id])
  })

  test('is not written into the log for an order that belongs to no dialog', async () => {
    const scene = await enter()
    await scene.life().handle([asking(await stored(scene))])
    expect(scene.calls.map(({ name }) => name)).not.toContain('notificationLog.put')
    expect(await rowsOf(scene)).toEqual({ outcomes: 1, log: 0 })
  })
})

test('where nobody can fetch the daily files, nothing is kept for them', async () => {
  const scene = await enter()
  const order = await stored(scene)
  const handler = appendToFeedHandler({ ports: scene.ports(), retentionDays: 90, keepsOutcomes: false })
  await handler([firstMessage(order.id, 'report')], new InvocationContext())
  expect(await feedOf(scene)).toEqual([order.id])
  expect(await scene.rows('outcomes')).toEqual([])
})
