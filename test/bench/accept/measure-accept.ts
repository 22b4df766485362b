import { orderNames, type BenchCloud } from '../cloud/bench-cloud.ts'
import { perOrder, sum, usageOf, type Usage } from '../cloud/usage.ts'
import type { Placed } from '../load/place-orders.ts'
import { quantile } from '../statistics.ts'

/** Orders whose message is posted at once, like that of an order for now, but that are sent when all is over. */
const sendInSeconds = 110

export interface AcceptRun {
  /** Of the orders' names. */
  readonly series: string
  readonly orders: number
  readonly connections: number
}

export interface Accepted {
  readonly placed: Placed
  /** Of one order. */
  readonly usage: Usage
}

/** Accepting alone: from the request to its answer, with everything stored and the message posted. */
export async function measureAccept(bench: BenchCloud, run: AcceptRun): Promise<Accepted> {
  const { series, orders, connections } = run
  const before = await usageOf(bench.cloud)
  const placed = await bench.place({ names: orderNames(series, orders), connections, sendInSeconds })
  return { placed, usage: perOrder(before, await usageOf(bench.cloud), orders) }
}

/** The figures of a round, under the names that the report has for them. */
export function acceptedFigures({ placed, usage }: Accepted) {
  const { startedAt, endedAt, latenciesMs } = placed
  return {
    perSecond: (latenciesMs.length / (endedAt - startedAt)) * 1000,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    appCpuMsPerOrder: usage.cpuMs['app'] ?? NaN,
    allCpuMsPerOrder: sum(usage.cpuMs),
    loadCpuMsPerOrder: placed.cpuMs / latenciesMs.length,
    requestsPerOrder: sum(usage.tableRequests),
    busMessages: sum(usage.busMessages),
  }
}
