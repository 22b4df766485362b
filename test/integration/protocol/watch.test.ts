import { describe, expect, test } from 'vitest'
import type { AgendaRow } from '../../../src/domain/agenda.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { addSeconds, secondsBetween } from '../../../src/domain/order.ts'
import { at, draft, nobodysOrder, stage, type Life, type Scene } from './stage.ts'

const enter = stage()

const agendaOf = async (scene: Scene) => (await scene.ports().agenda.firstPage('9999')).rows

async function onlyRow(scene: Scene): Promise<AgendaRow> {
  const [row, ...others] = await agendaOf(scene)
  if (row === undefined || others.length > 0) throw new Error(`${others.length} agenda rows too many, or none`)
  return row
}

const minuteAfter = (date: Date) => (Math.floor(date.getTime() / 60_000) + 1) * 60_000

/** Lets the timer run when the only row's time has come; the row that it has become. */
async function look(scene: Scene, life: Life): Promise<AgendaRow> {
  const { at: ripe } = await onlyRow(scene)
  scene.time.advanceTo(minuteAfter(ripe))
  await life.tick()
  return onlyRow(scene)
}

const lost = at('bus.post', () => Promise.resolve())
const namesOf = ({ calls }: Scene) => calls.map(({ name }) => name)

describe('a due row', () => {
  test('becomes a message for the order’s second, and a watch row two minutes behind it', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(draft(scene, 3_600))
    const { at: due, order } = await onlyRow(scene)
    scene.time.advanceTo(due.getTime() - 61_500)
    await life.tick()
    const message = { order, origin: `due@${due.toISOString().slice(0, 16)}`, attempt: 0, hop: 0 }
    expect(scene.posted()).toEqual([{ queue: 'email-send', message, delaySeconds: 61.5 }])
    expect(await onlyRow(scene)).toMatchObject({ kind: 'watch', at: addSeconds(due, 120), due, looks: 0 })
  })

  test('stays as it is when its message cannot be posted', async () => {
    const scene = await enter()
    const life = scene.life({ around: at('bus.post', () => Promise.reject(new TransientFault('BUS_UNAVAILABLE'))) })
    await life.place(draft(scene, 130))
    scene.pass(130)
    await life.tick()
    expect(await onlyRow(scene)).toMatchObject({ kind: 'due' })
  })
})

test('a row is moved by writing the new one before the old one is removed, so there is always one', async () => {
  const scene = await enter()
  const failing = at('agenda.put', () => Promise.reject(new TransientFault('BUSY')))
  await scene.life().place(draft(scene, 130))
  scene.pass(130)
  await scene.life({ around: failing }).tick()
  expect(namesOf(scene)).not.toContain('agenda.remove')
  await scene.life().tick()
  expect(await onlyRow(scene)).toMatchObject({ kind: 'watch' })
})

test('a row that was missed for days is met by the next run', async () => {
  const scene = await enter()
  const life = scene.life()
  await life.place(draft(scene, 130))
  scene.pass(3 * 86_400)
  await life.tick()
  expect(scene.posted()).toMatchObject([{ queue: 'email-send', delaySeconds: 0 }])
})

describe('the watch', () => {
  test('looks 2, 5, 15 and 60 minutes after due, then hourly while the mail has not left', async () => {
    const scene = await enter()
    const life = scene.life({ around: lost })
    await life.place(draft(scene))
    const { due, at: first } = await onlyRow(scene)
    const looks = [secondsBetween(due, first)]
    for (let i = 0; i < 5; i++) looks.push(secondsBetween(due, (await look(scene, life)).at))
    expect(looks.map((seconds) => seconds / 60)).toEqual([2, 5, 15, 60, 120.5, 181.5])
  })

  test('looks, once only reports are missing, five minutes after the expiry, and gives up then', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(draft(scene))
    await scene.deliver(life)
    for (let i = 0; i < 3; i++) await look(scene, life)
    const { expiry } = await scene.order()
    expect(await look(scene, life)).toMatchObject({ at: addSeconds(expiry, 300) })
    await look(scene, life)
    await scene.deliver(life, ['delivery-reports'])
    expect(await scene.order()).toMatchObject({
      state: 'Completed',
      chunk: { notifications: [{ result: 'Failed_TTL' }] },
    })
  })

  test('never looks before its time, nor does erasure', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(draft(scene))
    const { at: ripe, ...row } = await onlyRow(scene)
    await scene.ports().agenda.put({ ...row, kind: 'erase', at: ripe, nonce: 'of another attempt' })
    scene.time.advanceTo(ripe.getTime() - 1)
    const before = scene.calls.length
    await life.tick()
    expect(scene.calls.slice(before).map(({ name }) => name)).toEqual(['agenda.firstPage'])
    scene.time.advanceTo(minuteAfter(ripe))
    await life.tick()
    expect(await onlyRow(scene)).toMatchObject({ kind: 'watch', looks: 1 })
  })

  test('asks again, each time under the name of its minute, for what nobody has sent', async () => {
    const scene = await enter()
    const life = scene.life({ around: lost })
    await life.place(draft(scene))
    for (let i = 0; i < 2; i++) await look(scene, life)
    const [, first, second] = scene.posted()
    expect(first).toMatchObject({ queue: 'email-send', message: { origin: 'watch@2026-11-24T09:02' } })
    expect(second).toMatchObject({ queue: 'email-send', message: { origin: 'watch@2026-11-24T09:05' } })
  })

  test('asks for nothing while a lease is live, or only a report is missing', async () => {
    const scene = await enter()
    const life = scene.life()
    await life.place(draft(scene))
    await scene.deliver(life)
    const before = scene.posted().length
    await look(scene, life)
    expect(scene.posted()).toHaveLength(before)
  })
})

describe('an order that is final', () => {
  async function completed() {
    const scene = await enter()
    const life = scene.life()
    await life.place(draft(scene))
    await scene.deliver(life, ['feed'])
    scene.pass(5)
    await scene.deliver(life, ['feed'])
    expect(await scene.order()).toMatchObject({ state: 'Completed' })
    return { scene, life }
  }

  test('is never handed to erasure before the feed’s own row of it has been read', async () => {
    const { scene, life } = await completed()
    expect(await look(scene, life)).toMatchObject({ kind: 'watch' })
    expect(scene.posted().at(-1)).toMatchObject({ queue: 'feed', message: { origin: 'watch@2026-11-24T09:02' } })
    await scene.deliver(life)
    expect(await look(scene, life)).toMatchObject({ kind: 'erase' })
  })

  test('is kept for the retention and a day after its end when the feed had it at once', async () => {
    const { scene, life } = await completed()
    await look(scene, life)
    await scene.deliver(life)
    const { processed } = await scene.order()
    expect(await look(scene, life)).toMatchObject({ kind: 'erase', at: addSeconds(processed, 91 * 86_400) })
  })

  test('is kept at least for the retention after its entry when the feed had it late', async () => {
    const { scene, life } = await completed()
    scene.pass(40 * 86_400)
    const late = scene.time.clock.now()
    await life.tick()
    await scene.deliver(life)
    const { at: erasure } = await look(scene, life)
    expect(secondsBetween(late, erasure)).toBeGreaterThanOrEqual(90 * 86_400)
  })

  test('comes to the same moment of erasure however often the last look is repeated', async () => {
    const { scene, life } = await completed()
    const { at: again } = await look(scene, life)
    await scene.deliver(life)
    scene.time.advanceTo(minuteAfter(again))
    const dying = at('agenda.remove', () => Promise.reject(new TransientFault('BUSY')))
    await scene.life({ around: dying }).tick()
    scene.pass(600)
    await life.tick()
    expect(await onlyRow(scene)).toMatchObject({ kind: 'erase' })
  })

  test('is erased although it never got an entry, once the feed would not take it any more', async () => {
    const { scene, life } = await completed()
    scene.pass(90 * 86_400 + 3_600)
    await life.tick()
    expect(await onlyRow(scene)).toMatchObject({ kind: 'erase' })
  })
})

describe('an orphan', () => {
  const orphan = ({ time }: Scene, changes: Partial<AgendaRow> = {}): AgendaRow => ({
    kind: 'watch',
    order: nobodysOrder,
    queue: 'email-send',
    nonce: 'orphan',
    at: addSeconds(time.clock.now(), -60),
    due: addSeconds(time.clock.now(), -180),
    looks: 0,
    shard: 0,
    writtenAt: time.machine.now(),
    ...changes,
  })
  const written = ({ time }: Scene, secondsAgo: number) => ({ writtenAt: addSeconds(time.machine.now(), -secondsAgo) })

  test('waits an hour for its order from the moment it was written, then it is removed', async () => {
    const scene = await enter()
    const { agenda } = scene.ports()
    await agenda.put(orphan(scene, { ...written(scene, 3_600), nonce: 'young' }))
    await agenda.put(orphan(scene, { ...written(scene, 3_600.001), nonce: 'old' }))
    await scene.life().tick()
    expect(await onlyRow(scene)).toMatchObject({ kind: 'watch', nonce: 'young' })
  })

  test('is not older because its minute is long past', async () => {
    const scene = await enter()
    await scene.ports().agenda.put(orphan(scene, { at: addSeconds(scene.time.clock.now(), -86_400) }))
    await scene.life().tick()
    expect(await onlyRow(scene)).toMatchObject({ nonce: 'orphan' })
  })

  test('of an attempt that its order does not name is removed at once, and nothing else is done', async () => {
    const scene = await enter()
    await scene.life().place(draft(scene))
    const { id, nonce } = await scene.order()
    await scene.ports().agenda.put(orphan(scene, { order: id }))
    const before = scene.calls.length
    await scene.life().tick()
    const done = scene.calls.slice(before).map(({ name }) => name)
    expect(done.filter((name) => /put|post|remove|update/.test(name))).toEqual(['agenda.remove'])
    expect(await onlyRow(scene)).toMatchObject({ nonce })
  })
})
