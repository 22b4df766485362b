import { startBenchCloud, type BenchCloud } from '../cloud/bench-cloud.ts'
import { deliveredFigures, measureDelivered, type Delivered } from './measure-delivered.ts'
import type { BenchOptions } from '../options.ts'
import { overRounds } from '../statistics.ts'
import { measureToProvider } from './measure-to-provider.ts'
import type { Usage } from '../cloud/usage.ts'

const connections = 32
const singles = 100

/** The whole way, under load and alone, in a cloud that has seen nothing else. */
export async function deliveryFigures({ orders, rounds }: Pick<BenchOptions, 'orders' | 'rounds'>) {
  const bench = await startBenchCloud()
  try {
    await measureDelivered(bench, { series: 'warm', orders: Math.ceil(orders / 2), connections })
    const toProvider = await measureToProvider(bench, singles)
    const all = await deliveredRounds(bench, { orders, rounds })
    const clear = all.filter(({ crossedMinute }) => !crossedMinute)
    return { delivered: deliveredOver(clear.length > 0 ? clear : all, orders), toProvider }
  } finally {
    await bench.cloud.stop()
  }
}

async function deliveredRounds(bench: BenchCloud, { orders, rounds }: Pick<BenchOptions, 'orders' | 'rounds'>) {
  const delivered: Delivered[] = []
  for (let round = 0; round < rounds; round++) {
    delivered.push(await measureDelivered(bench, { series: `delivered-${round}`, orders, connections }))
  }
  return delivered
}

const deliveredOver = (rounds: readonly Delivered[], orders: number) => ({
  ...overRounds(rounds.map(deliveredFigures)),
  orders,
  rounds: rounds.length,
  // What each process, each kind of request and each queue had to do for an order.
  cpuMs: medianOf(rounds, 'cpuMs'),
  requestKinds: medianOf(rounds, 'tableRequests'),
  queues: medianOf(rounds, 'busMessages'),
})

function medianOf(rounds: readonly Delivered[], part: Exclude<keyof Usage, 'during'>) {
  const { spread: _, ...medians } = overRounds(rounds.map(({ usage }) => usage[part]))
  return medians
}
