import { describe, expect, test } from 'vitest'
import { addSeconds, secondsBetween } from '../../../src/domain/order.ts'
import { Crash } from '../fault-walk/faults.ts'
import type { Delivery } from '../fault-walk/virtual-bus.ts'
import { at, draft, stage, type Scene } from './stage.ts'

const enter = stage()

const day = 86_400

/** The clock that orders speak of stands this far ahead of the machine's, and can be moved further. */
async function ahead() {
  const scene = await enter()
  let seconds = 400 * day
  const clock = { now: () => addSeconds(scene.time.machine.now(), seconds) }
  const plain = draft(scene)
  const drafted = { ...plain, main: { ...plain.main, requestedSendTime: addSeconds(clock.now(), -1) } }
  return { scene, clock, drafted, move: (by: number) => (seconds += by), ports: { clock } }
}

async function placed() {
  const world = await ahead()
  await world.scene.life({ ports: world.ports }).place(world.drafted)
  return { ...world, message: world.scene.bus.take() }
}

const dies = at('emailCourier.send', () => Promise.reject(new Crash('send')))

describe('by the clock that can be moved', () => {
  test('an order is due, lives and is watched', async () => {
    const { scene, clock, drafted } = await placed()
    expect(await scene.order()).toMatchObject({
      created: clock.now(),
      expiry: addSeconds(drafted.main.requestedSendTime, 2 * day),
    })
    expect(await scene.rows('agenda')).toMatchObject([{ at: addSeconds(clock.now(), 120) }])
  })

  test('a lifetime ends, though no time has passed for the machine', async () => {
    const { scene, ports, move, message } = await placed()
    move(2 * day)
    await scene.life({ ports }).handle(message)
    expect(await scene.order()).toMatchObject({ chunk: { notifications: [{ result: 'Failed_TTL' }] } })
  })

  test('a channel pauses', async () => {
    const { scene, ports, clock, message } = await placed()
    const throttled = at('emailCourier.send', () =>
      Promise.resolve({ outcome: 'deferred', seconds: 60, code: 'TooManyRequests' }),
    )
    await scene.life({ ports, around: throttled }).handle(message)
    const extended = scene.calls.find(({ name }) => name === 'pauses.extend')
    expect(extended?.args).toEqual(['email', addSeconds(clock.now(), 60)])
  })

  test('a retention ends', async () => {
    const { scene, ports, move, message } = await placed()
    const life = scene.life({ ports })
    await life.handle(message)
    scene.pass(5)
    await scene.deliver(life)
    move(180)
    await life.tick()
    move(91 * day)
    await life.tick()
    expect(await scene.order()).toMatchObject({ erased: true })
  })
})

describe('by the machine’s clock, however far the other one is moved', () => {
  const leaseLeft = ({ scene }: { scene: Scene }) => scene.posted().at(-1)?.delaySeconds

  async function claimed(world: { scene: Scene; ports: object; message: readonly Delivery[] }) {
    await world.scene
      .life({ ports: world.ports, around: dies })
      .handle(world.message)
      .catch(() => undefined)
  }

  test('a lease lasts', async () => {
    const world = await placed()
    await claimed(world)
    const { claim } = (await world.scene.order()).chunk
    expect(claim?.leaseUntil).toEqual(addSeconds(world.scene.time.machine.now(), 600))
    world.move(day)
    await world.scene.life({ ports: world.ports }).handle(world.message)
    expect(leaseLeft(world)).toBe(600)
  })

  test('the provider has its half minute', async () => {
    const world = await placed()
    await claimed(world)
    world.scene.pass(600)
    world.move(day)
    await world.scene.life({ ports: world.ports }).handle(world.message)
    expect(world.scene.sent()).toEqual([])
    expect(leaseLeft(world)).toBe(30)
  })

  test('an orphan is young', async () => {
    const world = await ahead()
    const failing = at('orders.insert', () => Promise.reject(new Error('not stored')))
    await world.scene
      .life({ ports: world.ports, around: failing })
      .place(world.drafted)
      .catch(() => undefined)
    const [row] = await world.scene.rows('agenda')
    expect(row?.['writtenAt']).toEqual(world.scene.time.machine.now())
    world.move(day)
    await world.scene.life({ ports: world.ports }).tick()
    expect(await world.scene.rows('agenda')).toHaveLength(1)
  })

  test('an accept is quick', async () => {
    const { scene, ports, drafted, move, clock } = await ahead()
    const before = clock.now()
    const moving = at('agenda.put', (_, proceed) => {
      move(day)
      return proceed()
    })
    expect(await scene.life({ ports, around: moving }).place(drafted)).toMatchObject({ outcome: 'created' })
    expect(secondsBetween(before, clock.now())).toBe(day)
  })
})
