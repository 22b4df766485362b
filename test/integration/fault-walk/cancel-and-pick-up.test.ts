import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstMessage, type OrderMessage } from '../../../src/domain/message.ts'
import { addSeconds } from '../../../src/domain/order.ts'
import { wrapPorts, type Around } from '../../../src/port-wrapping.ts'
import { cancelOrder } from '../../../src/use-cases/cancel-order.ts'
import type { Ports } from '../../../src/use-cases/ports.ts'
import { startOrder } from '../../../src/use-cases/start-order.ts'
import { startTableStorage, type TableStorage } from '../../local/table-storage/start-table-storage.ts'
import { draftOf, type Cast } from './draft.ts'
import { appProcess } from './process.ts'
import { sabotages } from './sabotages.ts'
import type { VirtualBus } from './virtual-bus.ts'
import { freshTables } from './walk.ts'
import { createWorld, type Tables } from './world.ts'

let storage: TableStorage
beforeAll(async () => {
  storage = await startTableStorage({ port: 0, tables: [] })
})
afterAll(() => storage.stop())

const times = 50
const start = new Date('2026-11-24T09:00:30Z')

describe('of cancelling an order and picking it up at the same moment', { timeout: 120_000 }, () => {
  it.each<Cast>(['101 sms', 'a condition that is met'])(`exactly one wins, ${times} times: %s`, async (cast) => {
    const tables = await freshTables(storage.ready.connectionString)
    const ends: string[] = []
    for (let time = 0; time < times; time++) ends.push(await race(tables, cast, time))
    const wins = Map.groupBy(ends, (end) => end)
    console.log(`${cast}:`, JSON.stringify([...wins].map(([end, { length }]) => [end, length])))
    expect([...wins.keys()].filter((end) => end !== cancelled && end !== pickedUp)).toEqual([])
    expect([...wins.keys()].toSorted()).toEqual([cancelled, pickedUp])
  })

  it('a store that lets both win is noticed', async () => {
    const policy = sabotages['writes overwrite what others stored']?.policy
    const tables = await freshTables(storage.ready.connectionString, policy)
    const ends = [await race(tables, '101 sms', 0), await race(tables, '101 sms', 1)]
    expect(ends.every((end) => end === cancelled || end === pickedUp)).toBe(false)
  })
})

const cancelled = 'told cancelled, is Cancelled, no lanes'
const pickedUp = 'told too-late, is Processing, in lanes'

/** Instances whose clocks are ten minutes apart: by one clock, what can be cancelled is not picked up for five more. */
async function race(tables: Tables, cast: Cast, time: number): Promise<string> {
  const world = createWorld(tables, { temper: 'accepts', start })
  const placed = await appProcess(world.ports()).place({ ...draftOf(world, cast), idempotencyId: `race ${time}` })
  if (placed.outcome === 'missing-contact') throw new Error('nobody is looked up')
  const { id } = placed.main
  const meet = meeting()
  const cancel = () => cancelOrder(early(wrapPorts(world.ports(), meet())), { creator: 'ttd', id })
  const pickUp = () => startOrder(wrapPorts(world.ports(), meet()), firstMessage(id, 'race'))
  const picking = time % 2 === 0 ? pickUp() : undefined
  const [told] = await Promise.all([cancel(), picking ?? pickUp()])
  const state = (await world.ports().orders.read(id))?.value.state
  return `told ${told.outcome}, is ${state}, ${isInLanes(world.bus) ? 'in' : 'no'} lanes`
}

const early = (ports: Ports): Ports => ({ ...ports, clock: { now: () => addSeconds(ports.clock.now(), -600) } })

/** Whoever is about to write the order waits once for the other, so that both have read the same version. */
function meeting(): () => Around {
  const { promise: both, resolve } = Promise.withResolvers<undefined>()
  let arrived = 0
  return () => {
    let hasMet = false
    return async ({ name }, proceed) => {
      if (name !== 'orders.update' || hasMet) return proceed()
      hasMet = true
      if (++arrived === 2) resolve(undefined)
      await both
      return proceed()
    }
  }
}

function isInLanes(bus: VirtualBus): boolean {
  for (;;) {
    const deliveries = bus.take()
    if (deliveries.length === 0) return false
    if (deliveries.some(({ body }) => (body as OrderMessage).part !== undefined)) return true
  }
}
