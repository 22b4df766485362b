import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { leftovers } from '../fault-walk/end-state.ts'
import { Crash } from '../fault-walk/faults.ts'
import { at, atFirst, draft, stage, type Scene } from './stage.ts'

const enter = stage()

/** An order whose time of erasure has come. */
async function ripe() {
  const scene = await enter()
  const [life, drafted] = [scene.life(), draft(scene)]
  await life.place(drafted)
  await scene.deliver(life)
  scene.pass(180)
  await scene.deliver(life)
  await life.tick()
  const [row] = await scene.rows('agenda')
  expect(row).toMatchObject({ kind: 'erase' })
  scene.time.advanceTo((row?.['at'] as Date).getTime() + 60_000)
  return { scene, life, drafted, before: scene.calls.length }
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
  const down = at('orders.read', () => Promise.reject(new TransientFault('BUSY')))
  await scene.life({ around: down }).tick()
  expect(await scene.rows('agenda')).toHaveLength(1)
})
