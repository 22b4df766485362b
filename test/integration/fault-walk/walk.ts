import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { TableClient } from '@azure/data-tables'
import pLimit from 'p-limit'
import tableNames from '../../../infra/tables.json' with { type: 'json' }
import type { feedEntryOf } from '../../../src/domain/feed-entry.ts'
import type { Around, PortCall } from '../../../src/port-wrapping.ts'
import type { Order } from '../../../src/domain/order.ts'
import { addSeconds } from '../../../src/domain/order.ts'
import { firstMessage } from '../../../src/domain/message.ts'
import { sendEmail } from '../../../src/use-cases/send-email.ts'
import type { ChainDraft } from '../../../src/use-cases/place-order-chain.ts'
import { leftovers, wrongs } from './end-state.ts'
import { applies, faultKinds, injected, type Fault } from './faults.ts'
import { appProcess } from './process.ts'
import { erase, playOut, type Habits } from './scenario.ts'
import type { Temper } from './virtual-provider.ts'
import { createWorld, type Tables, type World } from './world.ts'

export interface Plot {
  readonly temper: Temper
  readonly due: 'now' | 'later'
  readonly habits: Habits
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

/** Every fault of the list at every call of the plot from number `first` on; what went wrong, by fault and call. */
export async function walk(
  connectionString: string,
  plot: Omit<Plot, 'fault'>,
  { calls, first = 0 }: { calls: readonly string[]; first?: number },
) {
  const limit = pLimit(6)
  const faults = calls.flatMap((name, call) =>
    faultKinds.flatMap((kind) => (call >= first && applies(kind, name) ? [{ name, call, kind }] : [])),
  )
  const wrongs = await Promise.all(
    faults.map(({ name, ...fault }) =>
      limit(async () => {
        const told = await tell(connectionString, { ...plot, fault })
        return told.wrongs.map((wrong) => `${fault.kind} at ${name}#${fault.call}: ${wrong}`)
      }),
    ),
  )
  return { walked: faults.length, wrongs: wrongs.flat() }
}

/** Plays one scenario from placing to erasure on tables of its own. */
export async function tell(connectionString: string, plot: Plot): Promise<Telling> {
  const world = createWorld(await freshTables(connectionString, plot.sabotage?.policy), plot.temper)
  const draft = draftOf(world, plot)
  const { around, calls } = injected(plot.fault, rivalOf(world, draft))
  const sabotage = plot.sabotage?.around
  const sabotaged: Around = (call, proceed) =>
    sabotage === undefined ? around(call, proceed) : sabotage(call, () => around(call, proceed))
  const { answers, finished } = await playOut(world, draft, { around: sabotaged, habits: plot.habits })
  const found = await wrongs(world, plot.temper, { draft, answers, finished })
  if (!(await erase(world))) found.push('its erasure never came to rest')
  return { calls, wrongs: [...found, ...(await leftovers(world, draft))] }
}

async function freshTables(connectionString: string, policy?: PipelinePolicy): Promise<Tables> {
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

const draftOf = ({ time }: World, { due }: Plot): ChainDraft => ({
  creator: 'ttd',
  idempotencyId: 'the same every time',
  sendersReference: 'sak-2026-17',
  requestedSendTime: addSeconds(time.clock.now(), due === 'now' ? 0 : 7_000),
  emailAddress: 'kari@example.no',
  email: {
    senderEmailAddress: 'noreply@altinn.cloud',
    subject: 'Hei',
    body: 'En hemmelig tekst',
    contentType: 'Plain',
  },
})

/** Another instance that does the same thing, or something beside it, just before. */
const rivalOf = (world: World, draft: ChainDraft) => async (call: PortCall) => {
  const ports = world.ports()
  if (call.name === 'orders.insert') await appProcess(ports).place(draft)
  if (call.name === 'orders.update') await sendBeside(world, call.args[0] as Order)
  if (call.name === 'orders.update' || call.name === 'orders.erase') await touch(world, call.args[0] as Order)
  if (call.name === 'feed.append') {
    const [creator, entries] = call.args as [string, ReturnType<typeof feedEntryOf>[]]
    const other = entries.map((entry) => ({
      ...entry,
      shipmentId: entry.shipmentId.replace(/^./, 'x') as never,
      sendersReference: 'of a rival',
      recipients: [],
    }))
    await ports.feed.append(creator, other)
  }
}

/** Another instance that got a message for the same order does all that it would do. */
async function sendBeside(world: World, { id }: Order): Promise<void> {
  await sendEmail(world.ports(), firstMessage(id, 'rival'))
}

async function touch(world: World, { id }: Order): Promise<void> {
  const { orders } = world.ports()
  const stored = await orders.read(id)
  if (stored !== undefined) await orders.update(stored.value, stored.version)
}
