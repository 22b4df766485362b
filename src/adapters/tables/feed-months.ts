import type { TableClient, TransactionAction } from '@azure/data-tables'
import { noCounts, sumOf, type Counts } from '../../domain/monthly-count.ts'
import type { CountedEntry } from '../../use-cases/ports.ts'
import { request } from './errors.ts'
import type { Head } from './feed-heads.ts'
import { monthKey } from './feed-row.ts'

type Row = { readonly [Name in keyof Counts]: bigint }

/** Undefined when nothing has been counted. */
export async function readMonth(client: TableClient, creator: string, month: string): Promise<Counts | undefined> {
  const { partitionKey, rowKey } = monthKey(creator, month)
  const row = await request(() => client.getEntity<Row>(partitionKey, rowKey), { 404: undefined })
  if (row === undefined) return undefined
  return {
    orders: Number(row.orders),
    emails: Number(row.emails),
    emailsDelivered: Number(row.emailsDelivered),
    smsParts: Number(row.smsParts),
    smsDelivered: Number(row.smsDelivered),
  }
}

export const monthsOf = (entries: readonly CountedEntry[]) => new Set(entries.map(({ count }) => count.month))

/**
 * The head with the months of the entries as they stand. They are read after the head was, and change with its version
 * only: a transaction under that version finds them as they were read.
 */
export async function withMonths(
  client: TableClient,
  { creator, head, entries }: { creator: string; head: Head; entries: readonly CountedEntry[] },
): Promise<Head> {
  if (head.version === undefined) return head
  const missing = [...monthsOf(entries)].filter((month) => !head.months.has(month))
  const read = await Promise.all(
    missing.map(async (month) => [month, (await readMonth(client, creator, month)) ?? noCounts] as const),
  )
  return { ...head, months: new Map([...head.months, ...read]) }
}

/** The months as they stand once the entries are counted. */
export function counted(months: Head['months'], entries: readonly CountedEntry[]): Head['months'] {
  const sums = new Map(months)
  for (const { count } of entries) sums.set(count.month, sumOf(sums.get(count.month) ?? noCounts, count.counts))
  return sums
}

/** Writes the months of the entries; the head's version keeps anybody else from having done so. */
export const monthActions = (
  creator: string,
  entries: readonly CountedEntry[],
  months: Head['months'],
): TransactionAction[] =>
  [...monthsOf(entries)].map((month) => [
    'upsert',
    { ...monthKey(creator, month), v: 1, ...rowOf(months.get(month) ?? noCounts) },
    'Replace',
  ])

const rowOf = ({ orders, emails, emailsDelivered, smsParts, smsDelivered }: Counts): Row => ({
  orders: BigInt(orders),
  emails: BigInt(emails),
  emailsDelivered: BigInt(emailsDelivered),
  smsParts: BigInt(smsParts),
  smsDelivered: BigInt(smsDelivered),
})
