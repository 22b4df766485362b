import type { BenchCloud } from '../cloud/bench-cloud.ts'
import { entriesAfter } from './feed.ts'
import { addressesInInbox } from './inbox.ts'
import { addressOf } from '../load/order-body.ts'

/**
 * What was measured counts only if every order was sent once and has one entry in the feed.
 * @param after the last number of the feed before the orders were placed
 * @throws naming the first order that was lost or doubled
 */
export async function checkExactlyOnce(bench: BenchCloud, names: readonly string[], after: number): Promise<void> {
  const entries = await entriesAfter(bench, after)
  const mails = await addressesInInbox(bench, 'email')
  const completed = entries.filter(({ status }) => status === 'Order_Completed')
  expectOnce(
    'feed',
    names,
    completed.map(({ sendersReference = '' }) => sendersReference),
  )
  expectOnce('inbox', names.map(addressOf), mails)
  if (entries.length !== names.length) throw new Error(`the feed has ${entries.length} entries of ${names.length}`)
}

/** @throws naming the first that is not there exactly once; what else is there does not matter */
export function expectOnce(place: string, wanted: readonly string[], found: readonly string[]): void {
  const counts = new Map<string, number>()
  for (const name of found) counts.set(name, (counts.get(name) ?? 0) + 1)
  const wrong = wanted.filter((name) => counts.get(name) !== 1)
  const [first] = wrong
  if (first === undefined) return
  throw new Error(`${wrong.length} are not in the ${place} once; ${first} is ${counts.get(first) ?? 0} times`)
}
