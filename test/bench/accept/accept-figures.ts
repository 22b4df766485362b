import { fileURLToPath } from 'node:url'
import { startBenchCloud, type BenchCloud } from '../cloud/bench-cloud.ts'
import type { BenchOptions } from '../options.ts'
import { overRounds } from '../statistics.ts'
import { acceptedFigures, measureAccept, type AcceptRun } from './measure-accept.ts'
import { startFloor } from './start-floor.ts'

type Amount = Pick<BenchOptions, 'orders' | 'rounds'>

const connections = 32

/** Accepting, and what it stands on. */
export async function acceptFigures(amount: Amount) {
  const bench = await startBenchCloud()
  try {
    await measureAccept(bench, { series: 'warm', orders: amount.orders, connections })
    const figures = await besideFloors(bench, amount)
    return { ...figures, orders: amount.orders, connections: await withFewer(bench, amount.orders) }
  } finally {
    await bench.cloud.stop()
  }
}

/** Each round measures the app and both floors in turn, so that they have the same neighbours on the machine. */
async function besideFloors(bench: BenchCloud, { orders, rounds }: Amount) {
  const sample = bench.cloud.places.tables
  const floor = await startFloor()
  const bare = await startBenchCloud({ entry: bareFunction, settings: { Sample: sample } })
  try {
    await measureAccept(bare, { series: 'warm', orders, connections })
    const measured = []
    for (let round = 0; round < rounds; round++) {
      const run = { series: `accept-${round}`, orders, connections }
      const least = await floor.measure({ sample, orders, concurrency: connections })
      const [accepted, platform] = [await figures(bench, run), await figures(bare, run)]
      measured.push(compared(accepted, { least, platform }))
    }
    return overRounds(measured)
  } finally {
    await Promise.all([floor.stop(), bare.cloud.stop()])
  }
}

const bareFunction = fileURLToPath(new URL('../floor/bare-function.ts', import.meta.url))

type Accepted = ReturnType<typeof acceptedFigures>

interface Floors {
  readonly least: { readonly floorPerSecond: number; readonly floorCpuMsPerOrder: number }
  readonly platform: Accepted
}

const compared = (accepted: Accepted, { least, platform }: Floors) => ({
  ...accepted,
  ...least,
  ofFloor: accepted.perSecond / least.floorPerSecond,
  bareFunctionPerSecond: platform.perSecond,
  bareFunctionCpuMsPerOrder: platform.appCpuMsPerOrder,
  ofBareFunction: accepted.perSecond / platform.perSecond,
})

/** The same with fewer callers at a time, once each. */
async function withFewer(bench: BenchCloud, orders: number) {
  const one = await figures(bench, { series: 'one', orders: Math.ceil(orders / 4), connections: 1 })
  const eight = await figures(bench, { series: 'eight', orders, connections: 8 })
  return { 1: overRounds([one]), 8: overRounds([eight]) }
}

const figures = async (bench: BenchCloud, run: AcceptRun) => acceptedFigures(await measureAccept(bench, run))
