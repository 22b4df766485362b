import type { BenchCloud } from '../cloud/bench-cloud.ts'
import { perOrder, usageOf } from '../cloud/usage.ts'
import { sightOf, until } from './at-rest.ts'
import type { LargeOrder } from './large-order.ts'
import { patienceSeconds, untilPublished, usedPerNotification } from './measure-bulk.ts'
import { placeLargeOrder } from './place-large-order.ts'

/** Reports that come when all has been sent; as long as a cloud's reports take, at least. */
export const lateReports = (recipients: number) => ({ reportDelayMs: 3_000 + recipients * 4 })

/**
 * What a notification costs until the provider has accepted it, and what its report costs, in a cloud whose reports are
 * late.
 * @throws when a report came before all was sent
 */
export async function measurePhases(bench: BenchCloud, order: LargeOrder) {
  const { published, accepted } = await sightOf(bench.cloud)
  const before = await usageOf(bench.cloud)
  await placeLargeOrder(bench, order)
  await until(bench.cloud, {
    is: (sight) => sight.accepted >= accepted + order.recipients && sight.isQuiet,
    seconds: patienceSeconds(order.recipients),
  })
  const between = await usageOf(bench.cloud)
  const { reportsOwed } = await sightOf(bench.cloud)
  if (reportsOwed < order.recipients) throw new Error('reports came before everything had been sent')
  await untilPublished(bench, { published, recipients: 2 * order.recipients })
  const after = await usageOf(bench.cloud)
  return {
    sending: usedPerNotification(perOrder(before, between, order.recipients)),
    reporting: usedPerNotification(perOrder(between, after, order.recipients)),
  }
}
