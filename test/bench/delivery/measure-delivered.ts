import { setTimeout as wait } from 'node:timers/promises'
import { orderNames, type BenchCloud } from '../cloud/bench-cloud.ts'
import { checkExactlyOnce } from './exactly-once.ts'
import { lastNumber, readFeed } from './feed.ts'
import { clearOfTheMinute } from './clear-of-the-minute.ts'
import { messagesOf, perOrder, sum, usageOf, type Usage } from '../cloud/usage.ts'

export interface DeliveredRun {
  /** Of the orders' names. */
  readonly series: string
  readonly orders: number
  readonly connections: number
}

export interface Delivered {
  readonly perSecond: number
  /** Of one order. */
  readonly usage: Usage
  /** It took longer than expected, and the agenda's looks are in its figures. */
  readonly crossedMinute: boolean
}

/** Half of what is asked for. */
const expectedPerSecond = 100

/**
 * All of it: from the first request until every order is delivered and in the feed.
 * @throws when an order was not delivered exactly once
 */
export async function measureDelivered(bench: BenchCloud, run: DeliveredRun): Promise<Delivered> {
  const { series, orders, connections } = run
  const names = orderNames(series, orders)
  const expectedSeconds = 5 + orders / expectedPerSecond
  await clearOfTheMinute(bench.cloud, expectedSeconds)
  const after = await lastNumber(bench)
  const before = await usageOf(bench.cloud)
  const { startedAt } = await bench.place({ names, connections })
  const messages = (before.busMessages['feed'] ?? 0) + orders
  await untilInFeed(bench, { messages, entry: after + orders, patienceSeconds: 4 * expectedSeconds })
  const endedAt = Date.now()
  const usage = perOrder(before, await usageOf(bench.cloud), orders)
  await checkExactlyOnce(bench, names, after)
  const crossedMinute = minuteOf(endedAt) > minuteOf(startedAt)
  return { perSecond: (orders / (endedAt - startedAt)) * 1000, usage, crossedMinute }
}

const minuteOf = (milliseconds: number) => Math.floor(milliseconds / 60_000)

interface Goal {
  /** How many messages the queue `feed` will have got. */
  readonly messages: number
  /** The number that the last entry will have. */
  readonly entry: number
  readonly patienceSeconds: number
}

/** The app is asked only when its queue says that nothing can be missing: questions would be measured, too. */
async function untilInFeed(bench: BenchCloud, { messages, entry, patienceSeconds }: Goal): Promise<void> {
  const end = Date.now() + patienceSeconds * 1000
  const isPosted = async () => (await messagesOf(bench.cloud, 'feed')) >= messages
  const isThere = async () => (await readFeed(bench, { seq: String(entry - 1), pageSize: '1' })).length > 0
  while (!(await isPosted()) || !(await isThere())) {
    if (Date.now() > end) throw new Error(`not everything was in the feed after ${patienceSeconds} seconds`)
    await wait(20)
  }
}

/** The figures of a round, under the names that the report has for them. */
export const deliveredFigures = ({ perSecond, usage }: Delivered) => ({
  perSecond,
  appCpuMsPerOrder: usage.cpuMs['app'] ?? NaN,
  allCpuMsPerOrder: sum(usage.cpuMs),
  tableRequests: sum(usage.tableRequests),
  busMessages: sum(usage.busMessages),
})
