import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { TableClient } from '@azure/data-tables'
import pLimit from 'p-limit'
import tableNames from '../../../infra/tables.json' with { type: 'json' }
import type { Around, PortCall } from '../../../src/port-wrapping.ts'
import { firstMessage, sendQueueOf, startQueueOf } from '../../../src/domain/message.ts'
import type { Order, StoredOrder } from '../../../src/domain/order.ts'
import type { InstantDraft } from '../../../src/domain/reservation.ts'
import type { ChainDraft } from '../../../src/use-cases/place-order-chain.ts'
import type { CountedEntry, Stored } from '../../../src/use-cases/ports.ts'
import { draftOf, type Cast } from './draft.ts'
import { leftovers, wrongs } from './end-state.ts'
import { applies, faultKinds, injected, type Fault, type FaultKind } from './faults.ts'
import { appProcess } from './process.ts'
import { erase, playOut, type Habits } from './scenario.ts'
import type { Temper } from './virtual-provider.ts'
import { createWorld, type Tables, type World } from './world.ts'

export interface Plot {
  readonly cast: Cast
  readonly temper: Temper
  readonly habits: Habits
  /** When it begins. Night lasts until nine o'clock in Oslo. */
  readonly at: 'day' | 'night'
  readonly fault?: Fault
  /** A rule of the protocol broken on purpose, to see the walk notice. */
  readonly sabotage?: Sabotage
}

export interface Sabotage {
  readonly around?: Around
  readonly policy?: PipelinePolicy
}

export interface Telling {
  readonly calls: readonly string[]
  readonly wrongs: readonly string[]
}

let scenarios = 0

const starts = { day: new Date('2026-11-24T09:00:30Z'), night: new Date('2026-11-24T02:00:30Z') }

interface Route {
  /** What the plot calls when nothing goes wrong. */
  readonly calls: readonly string[]
  /** From the first call of the one name to the last of the other; left out, all are walked. */
  readonly along?: readonly [from: string, to: string]
  /** Left out, every fault is walked. */
  readonly kinds?: readonly FaultKind[]
  /** One wrong is enough to know. */
  readonly untilWrong?: boolean
}

/** Every fault of the list at every call of the route; what went wrong, by fault and call. */
export async function walk(connectionString: string, plot: Omit<Plot, 'fault'>, route: Route) {
  const limit = pLimit(6)
  const wrongs: string[] = []
  let walked = 0
  await Promise.all(
    faultsAlong(route).map(({ name, ...fault }) =>
      limit(async () => {
        if (route.untilWrong === true && wrongs.length > 0) return
        const told = await tell(connectionString, { ...plot, fault })
        wrongs.push(...told.wrongs.map((wrong) => `${fault.kind} at ${name}#${fault.call}: ${wrong}`))
        walked++
      }),
    ),
  )
  return { walked, wrongs }
}

export function faultsAlong({ calls, along, kinds = faultKinds }: Route): (Fault & { name: string })[] {
  const first = along === undefined ? 0 : calls.indexOf(along[0])
  const last = along === undefined ? calls.length : calls.lastIndexOf(along[1])
  return calls.flatMap((name, call) =>
    kinds.flatMap((kind) => (call >= first && call <= last && applies(kind, name) ? [{ name, call, kind }] : [])),
  )
}

/** Plays one scenario from placing to erasure on tables of its own. */
export async function tell(connectionString: string, plot: Plot): Promise<Telling> {
  const { temper, at } = plot
  const tables = await freshTables(connectionString, plot.sabotage?.policy)
  const world = createWorld(tables, { temper, start: starts[at] })
  const draft = draftOf(world, plot.cast)
  const { around, calls } = injected(plot.fault, rivalOf(world, draft))
  const sabotage = plot.sabotage?.around
  const sabotaged: Around = (call, proceed) =>
    sabotage === undefined ? around(call, proceed) : sabotage(call, () => around(call, proceed))
  const { answers, finished } = await playOut(world, draft, { around: sabotaged, habits: plot.habits })
  const found = await wrongs(world, { temper, draft, answers, finished })
  if (!(await erase(world))) found.push('its erasure never came to rest')
  return { calls, wrongs: [...found, ...(await leftovers(world, draft))] }
}

export async function freshTables(connectionString: string, policy?: PipelinePolicy): Promise<Tables> {
  const number = ++scenarios
  const clients = await Promise.all(
    tableNames.map(async (name) => {
      const client = TableClient.fromConnectionString(connectionString, `s${number}${name}`, {
        allowInsecureConnection: true,
        additionalPolicies: policy === undefined ? [] : [{ policy, position: 'perCall' }],
      })
      await client.createTable()
      return [name, client] as const
    }),
  )
  return Object.fromEntries(clients) as unknown as Tables
}

/** Another instance that does the same thing, or something beside it, just before. */
export const rivalOf = (world: World, draft: ChainDraft | InstantDraft) => async (call: PortCall) => {
  const ports = world.ports()
  if (call.name === 'orders.insert' || call.name === 'orders.replace') await appProcess(ports).place(draft)
  if (call.name.startsWith('orders.update') || call.name === 'orders.resolveSegment') await workBeside(world, call)
  if (call.name.startsWith('orders.update') || call.name === 'orders.erase') await touch(world, meantBy(call))
  if (call.name === 'feed.append') {
    const [creator, entries] = call.args as [string, CountedEntry[]]
    const other = entries.map(({ entry, count }) => ({
      count,
      entry: {
        ...entry,
        shipmentId: entry.shipmentId.replace(/^./, 'x') as never,
        sendersReference: 'of a rival',
        recipients: [],
      },
    }))
    await ports.feed.append(creator, other)
  }
}

/** The order, or the part of it, that a call is about. */
function meantBy({ name, args: [first] }: PortCall): StoredOrder {
  if (name === 'orders.updateParts') return (first as readonly Stored<Order>[])[0]?.value as Order
  return first as StoredOrder
}

/** Another instance that got a message for the same thing does all that it would do. */
async function workBeside(world: World, call: PortCall): Promise<void> {
  const order = meantBy(call)
  const part = order.chunk?.part
  const queue = part === undefined ? startQueueOf(order) : sendQueueOf(order.chunk?.channel ?? 'email')
  const message = {
    ...firstMessage(order.id, 'rival'),
    ...(part === undefined ? {} : { part: { ...part, goesOn: false } }),
  }
  await appProcess(world.ports()).handle([{ queue, body: message, id: '', hop: 0, atMs: 0, deliveries: 0 }])
}

async function touch(world: World, meant: StoredOrder): Promise<void> {
  const { orders } = world.ports()
  const stored =
    meant.chunk?.part === undefined ? await orders.read(meant.id) : await orders.readPart(meant, meant.chunk.part)
  if (stored !== undefined) await orders.update(stored.value, stored.version)
}
