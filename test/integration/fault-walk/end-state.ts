import { inspect } from 'node:util'
import { levelOf, type OrderId } from '../../../src/domain/ids.ts'
import type { OrderDraft } from '../../../src/domain/new-order.ts'
import type { Order } from '../../../src/domain/order.ts'
import type { ChainDraft, PlacedChain } from '../../../src/use-cases/place-order-chain.ts'
import { draftsOf } from './draft.ts'
import { refused, type Temper } from './virtual-provider.ts'
import type { World } from './world.ts'

export interface Ending {
  readonly temper: Temper
  readonly draft: ChainDraft
  readonly answers: readonly PlacedChain[]
  readonly finished: boolean
}

const refusals: Record<OrderDraft['channel'], string> = {
  email: 'Failed_InvalidEmailFormat',
  sms: 'Failed_InvalidRecipient',
}
const expectedResults: Partial<Record<Temper, Record<OrderDraft['channel'], string>>> = {
  refuses: refusals,
  bounces: { email: 'Failed_Bounced', sms: 'Failed_BarredReceiver' },
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

async function wrongsOfChain(world: World, orders: readonly Order[], ending: Ending): Promise<string[]> {
  const drafts = draftsOf(ending.draft)
  const ids = orders.map(({ id }) => id)
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

function wrongsOfOrder(world: World, order: Order, { temper, of }: { temper: Temper; of: OrderDraft }): string[] {
  const results = order.chunk.notifications.map(({ result = 'none' }) => result)
  const expected = of.addresses.map((address) => expectedResult(of, temper, address))
  const reached = temper === 'refuses' ? [] : of.addresses.filter((address) => !refused.has(address))
  const sent = world.sent().filter((message) => message.order === order.id)
  return broken([
    [order.state === 'Completed', `the order ended as ${order.state}`],
    [results.join() === expected.join(), `the results were ${results.join()}`],
    [
      listed(sent.map(({ address }) => address)) === listed(reached),
      `messages to ${listed(sent.map(({ address }) => address))}`,
    ],
    [sent.every(({ atMs }) => atMs >= of.requestedSendTime.getTime()), 'it left too early'],
    [of.policy !== 'Daytime' || sent.every(({ atMs }) => isDaytime(atMs)), 'it left at night'],
  ])
}

const expectedResult = ({ channel }: OrderDraft, temper: Temper, address: string) =>
  refused.has(address) ? refusals[channel] : (expectedResults[temper]?.[channel] ?? 'Delivered')

const listed = (addresses: readonly string[]) => addresses.toSorted().join()

const osloHour = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Oslo', hour: 'numeric', hourCycle: 'h23' })

const isDaytime = (ms: number) => {
  const hour = Number(osloHour.format(ms))
  return hour >= 9 && hour < 17
}

async function wrongsOfRows(world: World, orders: readonly Order[], { creator }: ChainDraft): Promise<string[]> {
  const feed = await world.ports().feed.read(creator, { after: 0, size: 1000, direction: 'Asc' })
  const entriesOf = ({ id }: Order) => feed.filter(({ entry }) => entry.shipmentId === id)
  const told = (order: Order) => entriesOf(order).map(({ entry }) => entry.recipients.map((r) => r.destination).join())
  const owed = ({ chunk }: Order) => chunk.notifications.map(({ address }) => address).join()
  const agenda = (await rowsOf(world, 'agenda')).length
  // Rows of attempts that did not commit name another nonce; who looks a reference up skips and removes them.
  const isOwn = ({ nonce }: { nonce?: string }) => nonce === orders[0]?.nonce
  const references = (await rowsOf(world, 'references')).filter(isOwn).length
  return broken([
    ...orders.map((order): Claim => [told(order).join(' ') === owed(order), `feed entries: ${told(order).join(' ')}`]),
    [feed.every(({ sequenceNumber }, i) => sequenceNumber === i + 1), 'a gap in the feed'],
    [agenda === orders.length, `${agenda} agenda rows`],
    [references === orders.length, `${references} reference rows`],
  ])
}

/** What personal data is left when the retention is over. */
export async function leftovers(world: World, draft: ChainDraft): Promise<string[]> {
  const found: string[] = []
  const secrets = draftsOf(draft).flatMap(secretsOf)
  for (const table of ['orders', 'feed', 'references', 'agenda', 'deadreports'] as const) {
    for (const row of await rowsOf(world, table)) {
      const text = inspect(row, { maxStringLength: null }) + textOf(row)
      if (secrets.some((secret) => text.includes(secret))) found.push(`${table} still tells: ${text}`)
    }
  }
  if ((await rowsOf(world, 'agenda')).length > 0) found.push('an agenda row outlives its order')
  return found
}

const secretsOf = ({ addresses, sendersReference, content: { email, sms } }: OrderDraft) =>
  [...addresses, sendersReference, email?.body, sms?.body].filter((secret) => secret !== undefined)

const textOf = (row: object) =>
  Object.values(row)
    .map((value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString() : ''))
    .join('')

async function rowsOf({ tables }: World, table: keyof World['tables']) {
  const rows: { rowKey?: string; nonce?: string }[] = []
  for await (const row of tables[table].listEntities<{ nonce?: string }>()) rows.push(row)
  return rows
}

/** In the order of their ids, which is that of the chain. */
async function readOrders(world: World): Promise<Order[]> {
  const ids = (await rowsOf(world, 'orders')).map(({ rowKey = '' }) => rowKey)
  const read = await Promise.all(ids.map((id) => world.ports().orders.read(id as OrderId)))
  return read.flatMap((stored) => stored?.value ?? []).sort((a, b) => ordinalOf(a) - ordinalOf(b))
}

const ordinalOf = ({ id }: Order) => levelOf(id)?.ordinal ?? 0
