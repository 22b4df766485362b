import { isWhole } from '../../../src/domain/order.ts'
import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { recipientRows } from '../../../src/domain/recipient-row.ts'
import { leftovers } from '../fault-walk/end-state.ts'
import { Crash } from '../fault-walk/faults.ts'
import { at, atFirst, draft, stage, type Scene } from './stage.ts'

const enter = stage()

/** An order whose time of erasure has come. */
async function ripe({ isLookedUp = false } = {}) {
  const scene = await enter()
  const plain = draft(scene)
  const association = { dialogId: 'dialog', transmissionId: 'transmission' }
  const content = { ...plain.main.content, ...(isLookedUp ? { dialogportenAssociation: association } : {}) }
  const [life, drafted] = [scene.life(), { ...plain, main: { ...plain.main, content } }]
  await life.place(drafted)
  if (isLookedUp) await nameRecipient(scene)
  await scene.deliver(life)
  scene.pass(180)
  await scene.deliver(life)
  await life.tick()
  const [row] = await scene.rows('agenda')
  expect(row).toMatchObject({ kind: 'erase' })
  scene.time.advanceTo((row?.['at'] as Date).getTime() + 60_000)
  return { scene, life, drafted, before: scene.calls.length }
}

const identity = { kind: 'nationalIdentityNumber', number: '01010199999' } as const

/** As the expansion of an order does that names its recipient by number. */
async function nameRecipient(scene: Scene): Promise<void> {
  const { orders, recipients } = scene.ports()
  const stored = await orders.read((await scene.order()).id)
  if (stored === undefined) throw new Error('there is an order')
  const order = stored.value
  if (!isWhole(order)) throw new Error('the order lies in one row')
  const { chunk } = order
  const notifications = chunk.notifications.map((one) => ({ ...one, [identity.kind]: identity.number }))
  await recipients.put(recipientRows(order, notifications))
  await orders.update({ ...order, chunk: { ...chunk, notifications } }, stored.version)
}

const changesOf = ({ calls }: Scene, before: number) =>
  calls.slice(before).flatMap(({ name }) => (/remove|erase/.test(name) ? [name] : []))

const steps = ['references.remove', 'feed.erase', 'orders.erase', 'agenda.remove'] as const

test('erasure takes reference, feed entry and order, and the agenda row last', async () => {
  const { scene, life, before, drafted } = await ripe()
  await life.tick()
  expect(changesOf(scene, before)).toEqual(steps)
  expect(await leftovers(scene, drafted)).toEqual([])
})

const furtherSteps = ['recipients.remove', 'notificationLog.remove'] as const

test('erasure takes what leads to the order from its recipient and from its dialog, too', async () => {
  const { scene, life, before, drafted } = await ripe({ isLookedUp: true })
  expect([(await scene.rows('recipients')).length, (await scene.rows('log')).length]).toEqual([1, 2])
  await life.tick()
  expect(changesOf(scene, before)).toEqual([steps[0], ...furtherSteps, ...steps.slice(1)])
  expect(await scene.rows('recipients')).toEqual([])
  expect(await scene.rows('log')).toEqual([])
  expect(await leftovers(scene, drafted)).toEqual([])
  expect(JSON.stringify(await scene.order())).not.toContain(identity.number)
})

describe('an erasure that ends', () => {
  const ends = {
    before: () => Promise.reject(new Crash('gone')),
    after: (done: Promise<unknown>) => done.then(ends.before),
  }

  test.each(steps.flatMap((step) => [['before', step] as const, ['after', step] as const]))(
    '%s %s is resumed by the agenda row',
    async (when, step) => {
      const { scene, life, drafted } = await ripe()
      const dies = at(step, (_, proceed) => (when === 'after' ? ends.after(proceed()) : ends.before()))
      await scene.life({ around: dies }).tick()
      expect(await scene.rows('agenda')).toHaveLength(when === 'after' && step === 'agenda.remove' ? 0 : 1)
      await life.tick()
      expect(await leftovers(scene, drafted)).toEqual([])
    },
  )
})

describe('an erasure that ends on the way from the recipient and the dialog', () => {
  test.each([...furtherSteps, 'orders.erase'] as const)('after %s is resumed by the agenda row', async (step) => {
    const { scene, life, drafted } = await ripe({ isLookedUp: true })
    const dies = at(step, async (_, proceed) => {
      await proceed()
      throw new Crash('gone')
    })
    await scene.life({ around: dies }).tick()
    expect(await scene.rows('agenda')).toHaveLength(1)
    await life.tick()
    expect([await scene.rows('recipients'), await scene.rows('log')]).toEqual([[], []])
    expect(await leftovers(scene, drafted)).toEqual([])
  })
})

test('an erasure that meets another writer erases nothing of theirs, and comes back', async () => {
  const { scene, life, drafted } = await ripe()
  const rival = atFirst('orders.erase', async (_, proceed) => {
    const stored = await scene.ports().orders.read((await scene.order()).id)
    if (stored !== undefined) await scene.ports().orders.update(stored.value, stored.version)
    return proceed()
  })
  await scene.life({ around: rival }).tick()
  expect(await scene.order()).toMatchObject({ erased: false })
  expect(await scene.rows('agenda')).toHaveLength(1)
  await life.tick()
  expect(await leftovers(scene, drafted)).toEqual([])
})

test('a repetition is still known after the erasure, by the hash', async () => {
  const { scene, life, drafted } = await ripe()
  await life.tick()
  const { id } = await scene.order()
  expect(await life.place(drafted)).toMatchObject({ outcome: 'repeated', main: { id } })
})

test('an erased order gets no entry again, however late its message comes', async () => {
  const { scene, life, drafted } = await ripe()
  const { id } = await scene.order()
  await life.tick()
  await scene.ports().bus.post('feed', [{ order: id, origin: 'late', attempt: 0, hop: 0 }], 0)
  await scene.deliver(life)
  expect(await leftovers(scene, drafted)).toEqual([])
})

test('a row that its order does not name erases nothing', async () => {
  const { scene, life } = await ripe()
  const { agenda } = scene.ports()
  for (const row of (await agenda.firstPage('9999')).rows) {
    await agenda.remove(row)
    await agenda.put({ ...row, nonce: 'orphan' })
  }
  await life.tick()
  expect(await scene.order()).toMatchObject({ erased: false })
  expect(await scene.rows('agenda')).toEqual([])
})

test('a store that cannot serve leaves the row for the next run', async () => {
  const { scene } = await ripe()
  const down = at('orders.readWithContent', () => Promise.reject(new TransientFault('BUSY')))
  await scene.life({ around: down }).tick()
  expect(await scene.rows('agenda')).toHaveLength(1)
})
