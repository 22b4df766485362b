import { inspect } from 'node:util'
import type { OrderId } from '../../../src/domain/ids.ts'
import type { Order } from '../../../src/domain/order.ts'
import type { ChainDraft, PlacedChain } from '../../../src/use-cases/place-order-chain.ts'
import type { Temper } from './virtual-provider.ts'
import type { World } from './world.ts'

export interface Ending {
  readonly draft: ChainDraft
  readonly answers: readonly PlacedChain[]
  readonly finished: boolean
}

const expectedResult: Partial<Record<Temper, string>> = {
  refuses: 'Failed_InvalidEmailFormat',
  bounces: 'Failed_Bounced',
}

type Claim = readonly [holds: boolean, otherwise: string]

const broken = (claims: readonly Claim[]) => claims.flatMap(([holds, otherwise]) => (holds ? [] : [otherwise]))

/** What is wrong with how a scenario ended; empty when it ended in one of the allowed states. */
export async function wrongs(world: World, temper: Temper, ending: Ending): Promise<string[]> {
  const { deadLetters } = world.bus
  const orders = await rowsOf(world, 'orders')
  const found = broken([
    [ending.finished, 'it never came to rest'],
    [deadLetters.length === 0, `${deadLetters.length} dead letters`],
    [orders.length <= 1, `${orders.length} orders`],
  ])
  const order = await readOrder(world, orders[0]?.rowKey)
  const rest = order === undefined ? wrongsOfNothing(world, ending) : wrongsOfOrder(world, order, { temper, ...ending })
  return [...found, ...(await rest)]
}

/** Nobody was promised anything, and nothing of the attempt is left. */
async function wrongsOfNothing(world: World, { answers }: Ending): Promise<string[]> {
  return broken([
    [answers.length === 0, 'a good answer, and no order'],
    [(await rowsOf(world, 'agenda')).length === 0, 'agenda rows of an order that never was'],
    [world.provider.mails.length === 0, 'a mail of an order that never was'],
  ])
}

async function wrongsOfOrder(world: World, order: Order, ending: Ending & { temper: Temper }): Promise<string[]> {
  const { temper, draft } = ending
  const result = order.chunk.notifications[0]?.result
  const { mails } = world.provider
  const found = broken([
    [order.state === 'Completed', `the order ended as ${order.state}`],
    [result === (expectedResult[temper] ?? 'Delivered'), `the result was ${result ?? 'none'}`],
    [mails.length === (temper === 'refuses' ? 0 : 1), `${mails.length} mails`],
  ])
  return [...found, ...(await wrongsOfRows(world, draft, order.nonce))]
}

async function wrongsOfRows(world: World, draft: ChainDraft, nonce: string): Promise<string[]> {
  const found: string[] = []
  const feed = await world.ports().feed.read(draft.creator, { after: 0, size: 1000, direction: 'Asc' })
  const own = feed.filter(({ entry }) => entry.recipients[0]?.destination === draft.emailAddress)
  if (own.length !== 1) found.push(`${own.length} feed entries`)
  if (feed.some(({ sequenceNumber }, i) => sequenceNumber !== i + 1)) found.push('a gap in the feed')
  const agenda = await rowsOf(world, 'agenda')
  if (agenda.length !== 1) found.push(`${agenda.length} agenda rows`)
  // Rows of attempts that did not commit name another nonce; who looks a reference up skips and removes them.
  const references = (await rowsOf(world, 'references')).filter((row) => row.nonce === nonce)
  if (references.length !== 1) found.push(`${references.length} reference rows`)
  return found
}

/** What personal data is left when the retention is over. */
export async function leftovers(world: World, draft: ChainDraft): Promise<string[]> {
  const found: string[] = []
  for (const table of ['orders', 'feed', 'references', 'agenda', 'deadreports'] as const) {
    for (const row of await rowsOf(world, table)) {
      const text = inspect(row, { maxStringLength: null }) + textOf(row)
      const secrets = [draft.emailAddress, draft.email.body, draft.sendersReference ?? '-']
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

const readOrder = async (world: World, id: string | undefined): Promise<Order | undefined> =>
  id === undefined ? undefined : (await world.ports().orders.read(id as OrderId))?.value
