import type { BenchCloud } from '../cloud/bench-cloud.ts'
import { perOrder, sum, usageOf, type Usage } from '../cloud/usage.ts'
import { clearOfTheMinute } from '../delivery/clear-of-the-minute.ts'
import { lastNumber } from '../delivery/feed.ts'
import { sightOf, until } from './at-rest.ts'
import { checkBulk } from './check-bulk.ts'
import type { LargeOrder } from './large-order.ts'
import { memoryOf, watchMemory } from './memory.ts'
import { placeLargeOrder, type PlacedLargeOrder } from './place-large-order.ts'

export interface BulkRun extends LargeOrder {
  /** As many of them, one after the other. */
  readonly orders: number
}

export interface Bulk {
  /** Of one order. */
  readonly acceptMs: number
  readonly deliveredPerSecond: number
  /** Of one notification. */
  readonly usage: Usage
  readonly restRssMb: number
  readonly peakRssMb: number
}

/** How long a large order is waited for; a fifth of this is what is asked for. */
export const patienceSeconds = (recipients: number) => 30 + recipients / 80

/**
 * From the request until every notification is delivered and the order is in the feed.
 * @throws when a recipient was not reached exactly once
 */
export async function measureBulk(bench: BenchCloud, run: BulkRun): Promise<Bulk> {
  await clearOfTheMinute(bench.cloud, run.orders * (0.5 + run.recipients / 400))
  const after = await lastNumber(bench)
  const restRssMb = await memoryOf(bench.cloud)
  const peak = watchMemory(bench.cloud)
  const before = await usageOf(bench.cloud)
  const startedMs = performance.now()
  const placed = await placeInTurn(bench, run)
  const seconds = (performance.now() - startedMs) / 1000
  const notifications = run.orders * run.recipients
  const usage = perOrder(before, await usageOf(bench.cloud), notifications)
  const peakRssMb = await peak()
  for (const each of placed) await checkBulk(bench, each, after)
  const acceptMs = placed.reduce((total, each) => total + each.placed.acceptMs, 0) / run.orders
  return { acceptMs, deliveredPerSecond: notifications / seconds, usage, restRssMb, peakRssMb }
}

interface PlacedInTurn {
  readonly order: LargeOrder
  readonly placed: PlacedLargeOrder
}

async function placeInTurn(bench: BenchCloud, { orders, ...run }: BulkRun): Promise<PlacedInTurn[]> {
  const all: PlacedInTurn[] = []
  for (let i = 0; i < orders; i++) {
    const order = { ...run, first: run.first + i * run.recipients }
    const { published } = await sightOf(bench.cloud)
    all.push({ order, placed: await placeLargeOrder(bench, order) })
    await untilPublished(bench, { published, recipients: run.recipients })
  }
  return all
}

/** @param from messages of the queue `feed` before the order was placed */
export const untilPublished = (bench: BenchCloud, from: { published: number; recipients: number }) =>
  until(bench.cloud, {
    is: (sight) => sight.published > from.published && sight.isQuiet && sight.reportsOwed === 0,
    seconds: patienceSeconds(from.recipients),
  })

/** The figures of a round, under the names that the report has for them. */
export const bulkFiguresOf = ({ usage, ...figures }: Bulk) => ({
  ...figures,
  ...usedPerNotification(usage),
  allCpuMsPerNotification: sum(usage.cpuMs),
})

export const usedPerNotification = ({ tableRequests, busMessages, cpuMs }: Usage) => ({
  tableRequestsPerNotification: sum(tableRequests),
  busMessagesPerNotification: sum(busMessages),
  appCpuMsPerNotification: cpuMs['app'] ?? NaN,
})
