import { inspect } from 'node:util'
import pLimit from 'p-limit'
import type { Channel } from '../../../src/domain/channel.ts'
import type { OrderId } from '../../../src/domain/ids.ts'
import { isWhole, type Order } from '../../../src/domain/order.ts'
import type { InstantDraft } from '../../../src/domain/reservation.ts'
import type { PlacedChain } from '../../../src/use-cases/place-order-chain.ts'
import { readShipment } from '../../../src/use-cases/read-shipment.ts'
import { injected, type Fault } from './faults.ts'
import { instantDrafts } from './instant-drafts.ts'
import { erase, playOut, type Habits } from './scenario.ts'
import type { Temper } from './virtual-provider.ts'
import { faultsAlong, freshTables, rivalOf, type Telling } from './walk.ts'
import { createWorld, type World } from './world.ts'

export interface InstantPlot {
  readonly channel: Channel
  readonly temper: Temper
  readonly habits: Habits
  readonly fault?: Fault
}

const start = new Date('2026-11-24T20:00:30Z')

/** Every fault at every call of a plot; what went wrong, by fault and call. */
export async function walkInstant(connectionString: string, plot: InstantPlot, calls: readonly string[]) {
  // What follows an answer is walked by others.
  const end = plot.habits.client === 'gives-up' ? -1 : calls.indexOf('agenda.firstPage')
  const limit = pLimit(6)
  const told = await Promise.all(
    faultsAlong({ calls: calls.slice(0, end) }).map(({ name, ...fault }) =>
      limit(async () => {
        const { wrongs } = await tellInstant(connectionString, { ...plot, fault })
        return wrongs.map((wrong) => `${fault.kind} at ${name}#${fault.call}: ${wrong}`)
      }),
    ),
  )
  return { walked: told.length, wrongs: told.flat() }
}

/** Plays one scenario from the first request to the erasure on tables of its own. */
export async function tellInstant(connectionString: string, plot: InstantPlot): Promise<Telling> {
  const { temper, habits, channel } = plot
  const world = createWorld(await freshTables(connectionString), { temper, start })
  const draft = instantDrafts[channel]
  const { around, calls } = injected(plot.fault, rivalOf(world, draft))
  const { answers, finished } = await playOut(world, draft, { around, habits })
  const found = await wrongsOf(world, { plot, answers })
  if (!finished) found.push('it never came to rest')
  if (!(await erase(world))) found.push('its erasure never came to rest')
  return { calls, wrongs: [...found, ...(await leftovers(world, draft))] }
}

interface Ending {
  readonly plot: InstantPlot
  readonly answers: readonly PlacedChain[]
}

type Claim = readonly [holds: boolean, otherwise: string]

/** Nothing is sent twice, and somebody is told of an order exactly if the provider has had its message. */
async function wrongsOf(world: World, { plot, answers }: Ending): Promise<string[]> {
  const [order] = await ordersOf(world)
  const shown = order && (await readShipment(world.ports(), { creator: 'ttd', id: order.id }))
  const feed = await world.ports().feed.read('ttd', { after: 0, size: 10, direction: 'Asc' })
  const entries = feed.filter(({ entry }) => entry.shipmentId === order?.id).length
  const sent = world.sent().length
  const claims: Claim[] = [
    [world.bus.deadLetters.length === 0, 'dead letters'],
    [sent <= 1, `${sent} messages`],
    [world.sent().every(({ atMs }) => isWaitedFor(atMs, plot.habits)), 'a message that nobody waited for'],
    [answers.length === 1 || plot.habits.client === 'gives-up', 'no good answer in six minutes'],
    [sent + answers.length === 0 || shown?.status === 'Order_Completed', `the order ended as ${shown?.status}`],
    [entries === (shown === undefined ? 0 : 1), `${entries} feed entries`],
    ...claimsOfNothing({ plot, answers }, { order, isUnsent: sent === 0, isShown: shown !== undefined }),
  ]
  return claims.flatMap(([holds, otherwise]) => (holds ? [] : [otherwise]))
}

/** Whoever gives up has waited for one call; whoever is patient, for six minutes. */
const isWaitedFor = (atMs: number, { client }: Habits) =>
  atMs - start.getTime() <= (client === 'gives-up' ? 30_000 : 480_000)

interface Found {
  readonly order: Order | undefined
  readonly isUnsent: boolean
  readonly isShown: boolean
}

function claimsOfNothing({ plot, answers }: Ending, { order, isUnsent, isShown }: Found): Claim[] {
  if (!isUnsent || plot.temper === 'refuses') return []
  return [
    [answers.length === 0, 'a good answer, and no message'],
    [!isShown || isLapsed(order), 'an order of which nothing was sent'],
  ]
}

/** The provider of SMS cannot be asked: what nobody knows of is given up in the end. */
const isLapsed = (order: Order | undefined) =>
  order?.chunk.channel === 'sms' && order.chunk.notifications[0]?.result === 'Failed_TTL'

async function ordersOf(world: World): Promise<Order[]> {
  const ids: OrderId[] = []
  for await (const { rowKey } of world.tables.orders.listEntities()) ids.push(rowKey as OrderId)
  const read = await Promise.all(ids.map((id) => world.ports().orders.read(id)))
  return read.flatMap((stored) => (stored !== undefined && isWhole(stored.value) ? [stored.value] : []))
}

async function leftovers(world: World, { address, sendersReference = '', content }: InstantDraft): Promise<string[]> {
  const secrets = [address, sendersReference, content.email?.body, content.sms?.body].filter(
    (text) => text !== undefined,
  )
  const found = (await world.agendaRows()).map(() => 'an agenda row outlives its order')
  for (const table of ['orders', 'feed', 'references', 'agenda', 'deadreports'] as const) {
    for await (const row of world.tables[table].listEntities()) {
      const text = inspect(row, { maxStringLength: null })
      if (secrets.some((secret) => text.includes(secret))) found.push(`${table} still tells: ${text}`)
    }
  }
  return found
}
