import { inspect, isDeepStrictEqual } from 'node:util'
import { parseOrderId } from '../../../src/domain/ids.ts'
import type { OrderDraft } from '../../../src/domain/new-order.ts'
import type { Order, StoredOrder } from '../../../src/domain/order.ts'
import { tallyOf } from '../../../src/domain/segments.ts'
import type { ChainDraft, PlacedChain } from '../../../src/use-cases/place-order-chain.ts'
import { readParts } from '../../../src/use-cases/read-parts.ts'
import { draftsOf } from './draft.ts'
import { isStopped, owedBy, secretsOf } from './owed.ts'
import type { Temper } from './virtual-provider.ts'
import type { World } from './world.ts'

export interface Ending {
  readonly temper: Temper
  readonly draft: ChainDraft
  readonly answers: readonly PlacedChain[]
  readonly finished: boolean
}

type Claim = readonly [holds: boolean, otherwise: string]

const broken = (claims: readonly Claim[]) => claims.flatMap(([holds, otherwise]) => (holds ? [] : [otherwise]))

/** What is wrong with how a scenario ended; empty when it ended in one of the allowed states. */
export async function wrongs(world: World, ending: Ending): Promise<string[]> {
  const { deadLetters } = world.bus
  const orders = await readOrders(world)
  const found = broken([
    [ending.finished, 'it never came to rest'],
    [deadLetters.length === 0, `${deadLetters.length} dead letters`],
  ])
  const rest = orders.length === 0 ? wrongsOfNothing(world, ending) : wrongsOfChain(world, orders, ending)
  return [...found, ...(await rest)]
}

/** Nobody was promised anything, and nothing of the attempt is left. */
async function wrongsOfNothing(world: World, { answers }: Ending): Promise<string[]> {
  return broken([
    [answers.length === 0, 'a good answer, and no order'],
    [(await rowsOf(world, 'agenda')).length === 0, 'agenda rows of an order that never was'],
    [world.sent().length === 0, 'a message of an order that never was'],
  ])
}

async function wrongsOfChain(world: World, orders: readonly Placed[], ending: Ending): Promise<string[]> {
  const drafts = draftsOf(ending.draft)
  const ids = orders.map(({ order }) => order.id)
  const isTold = ({ main, reminders }: PlacedChain) => [main, ...reminders].map(({ id }) => id).join() === ids.join()
  return [
    ...broken([
      [orders.length === drafts.length, `${orders.length} orders`],
      [ending.answers.every(isTold), 'an answer that tells of other orders'],
      [world.sent().every(({ order }) => ids.includes(order)), 'a message of an order that never was'],
    ]),
    ...orders.flatMap((order, i) => wrongsOfOrder(world, order, { ...ending, of: drafts[i] ?? ending.draft.main })),
    ...(await wrongsOfRows(world, orders, ending.draft)),
  ]
}

function wrongsOfOrder(world: World, placed: Placed, { temper, of }: { temper: Temper; of: OrderDraft }): string[] {
  const { order } = placed
  const owed = owedBy(of, temper)
  const results = notificationsOf(placed).map(({ result = 'none' }) => result)
  const sent = world.sent().filter((message) => message.order === order.id)
  const [reached, due] = [listed(sent.map(({ address }) => address)), owed.filter(({ leaves }) => leaves)]
  return broken([
    [order.state === (isStopped(of) ? 'SendConditionNotMet' : 'Completed'), `the order ended as ${order.state}`],
    [results.join() === owed.map(({ result }) => result).join(), `the results were ${results.join()}`],
    [reached === listed(due.map(({ address }) => address)), `messages to ${reached}`],
    [sent.every(({ atMs }) => atMs >= of.requestedSendTime.getTime()), 'it left too early'],
    [
      of.policy !== 'Daytime' || sent.every((message) => isEmail(message) || isDaytime(message.atMs)),
      'it left at night',
    ],
    [areCounted(placed), `it counted ${JSON.stringify(order.segments?.tally)}`],
  ])
}

const isEmail = ({ address }: { address: string }) => address.includes('@')

const notificationsOf = ({ parts }: Placed) => parts.flatMap(({ chunk }) => chunk.notifications)

/** What an order in segments knows of its notifications without reading them. */
const areCounted = ({ order: { segments, state }, parts }: Placed) =>
  segments === undefined ||
  state !== 'Completed' ||
  isDeepStrictEqual(segments.tally, tallyOf(...parts.map(({ chunk }) => chunk)))

const listed = (addresses: readonly string[]) => addresses.toSorted().join()

const osloHour = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Oslo', hour: 'numeric', hourCycle: 'h23' })

const isDaytime = (ms: number) => {
  const hour = Number(osloHour.format(ms))
  return hour >= 9 && hour < 17
}

async function wrongsOfRows(world: World, orders: readonly Placed[], draft: ChainDraft): Promise<string[]> {
  const { creator } = draft
  const feed = await world.ports().feed.read(creator, { after: 0, size: 1000, direction: 'Asc' })
  const told = ({ order: { id } }: Placed) =>
    feed.filter(({ entry }) => entry.shipmentId === id).map(({ entry }) => entry.recipients.map((r) => r.destination))
  const owed = (placed: Placed) => notificationsOf(placed).map(({ address }) => address)
  const agenda = (await rowsOf(world, 'agenda')).length
  // Rows of attempts that did not commit name another nonce; who looks a reference up skips and removes them.
  const isOwn = ({ nonce }: { nonce?: string }) => nonce === orders[0]?.order.nonce
  const references = (await rowsOf(world, 'references')).filter(isOwn).length
  const notifications = orders.flatMap(notificationsOf).length
  const belongsToDialog = draftsOf(draft).map(({ content }) => content.dialogportenAssociation !== undefined)
  const inDialogs = orders.flatMap((order, i) => (belongsToDialog[i] === true ? notificationsOf(order) : [])).length
  const [outcomes, logged] = [await rowsOf(world, 'outcomes'), await rowsOf(world, 'log')]
  const counts = await world.ports().feed.countsOf(creator, '2026-11')
  return broken([
    ...orders.map((of): Claim => [isDeepStrictEqual(told(of), [owed(of)]), `feed entries: ${told(of).join(' ')}`]),
    [feed.every(({ sequenceNumber }, i) => sequenceNumber === i + 1), 'a gap in the feed'],
    [agenda === orders.length, `${agenda} agenda rows`],
    [references === orders.length, `${references} reference rows`],
    [outcomes.length === notifications, `${outcomes.length} outcomes`],
    [logged.length === inDialogs, `${logged.length} entries in the log`],
    // A rival gives entries of its own, which count as others do.
    [counts?.orders === feed.length, `${counts?.orders ?? 0} orders counted`],
  ])
}

/** What personal data is left when the retention is over. */
export async function leftovers(world: World, draft: ChainDraft): Promise<string[]> {
  const found: string[] = []
  const secrets = draftsOf(draft).flatMap(secretsOf)
  for (const table of ['orders', 'feed', 'references', 'recipients', 'log', 'agenda', 'deadreports'] as const) {
    for (const row of await rowsOf(world, table)) {
      const text = inspect(row, { maxStringLength: null }) + textOf(row)
      if (secrets.some((secret) => text.includes(secret))) found.push(`${table} still tells: ${text}`)
    }
  }
  if ((await rowsOf(world, 'agenda')).length > 0) found.push('an agenda row outlives its order')
  return found
}

const textOf = (row: object) =>
  Object.values(row)
    .map((value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString() : ''))
    .join('')

async function rowsOf({ tables }: World, table: keyof World['tables']) {
  const rows: { rowKey?: string; nonce?: string }[] = []
  for await (const row of tables[table].listEntities<{ nonce?: string }>()) rows.push(row)
  return rows
}

/** An order with all its notifications. */
interface Placed {
  readonly order: StoredOrder
  readonly parts: readonly Order[]
}

/** In the order of their ids, which is that of the chain. */
async function readOrders(world: World): Promise<Placed[]> {
  const { orders } = world.ports()
  const ids = (await rowsOf(world, 'orders')).flatMap(({ rowKey = '' }) => parseOrderId(rowKey) ?? [])
  return Promise.all(
    ids.toSorted().map(async (id) => {
      const order = (await orders.read(id))?.value
      if (order === undefined) throw new Error('the row of the order was there')
      return { order, parts: await readParts({ orders }, order) }
    }),
  )
}
