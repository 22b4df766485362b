import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureAccept } from '../accept/measure-accept.ts'
import { untilDaytime } from '../bulk/daytime.ts'
import { measureBulk } from '../bulk/measure-bulk.ts'
import { startBenchCloud } from '../cloud/bench-cloud.ts'
import type { Usage } from '../cloud/usage.ts'
import { clearOfTheMinute } from '../delivery/clear-of-the-minute.ts'
import { measureDelivered } from '../delivery/measure-delivered.ts'
import type { BenchOptions } from '../options.ts'
import type { CpuProfile } from './cpu-profile.ts'
import { timesByOwner } from './owners.ts'

const connections = 32
const acceptSeconds = 10

type Amount = Pick<BenchOptions, 'orders' | 'recipients'>

/** Where the app's processor time goes, by its owners. The profiler itself makes everything slower. */
export async function printProfile(amount: Amount): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'varslinger-profile-'))
  try {
    const usages = await profiledRun(folder, amount)
    const profile = await readProfile(folder)
    for (const [title, usage] of usages) print(title, usage, timesByOwner(profile, usage.during))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The app writes its profile when it stops. */
async function profiledRun(folder: string, { orders, recipients }: Amount) {
  const bench = await startBenchCloud({
    settings: { NODE_OPTIONS: `--cpu-prof --cpu-prof-interval 250 --cpu-prof-dir=${folder}` },
  })
  try {
    await measureDelivered(bench, { series: 'warm', orders, connections })
    await clearOfTheMinute(bench.cloud, acceptSeconds)
    const { usage: accepted } = await measureAccept(bench, { series: 'accept', orders, connections })
    const { usage: delivered } = await measureDelivered(bench, { series: 'delivered', orders, connections })
    await untilDaytime(bench.cloud)
    const large = { recipients, orders: 1, first: 0 }
    const { usage: emails } = await measureBulk(bench, { ...large, channel: 'email' })
    const { usage: sms } = await measureBulk(bench, { ...large, channel: 'sms' })
    return [
      ['Accepted, an order', accepted],
      ['Delivered and in the feed, an order', delivered],
      ['A notification of a large order by e-mail', emails],
      ['A notification of a large order by SMS', sms],
    ] as const
  } finally {
    await bench.cloud.stop()
  }
}

async function readProfile(folder: string): Promise<CpuProfile> {
  const [file] = await readdir(folder)
  if (file === undefined) throw new Error('the app has written no profile')
  return JSON.parse(await readFile(join(folder, file), 'utf8')) as CpuProfile
}

const leastShare = 0.01

/** The profile tells the shares, the counters what they are shares of. */
function print(title: string, { cpuMs }: Usage, times: ReadonlyMap<string, number>): void {
  const { app = NaN } = cpuMs
  const sampled = [...times.values()].reduce((sum, time) => sum + time, 0)
  const shares = [...times].map(([owner, time]) => [owner, time / sampled] as const)
  console.log(`\n${title}: ${app.toFixed(2)} ms of the app's processor time`)
  for (const [owner, share] of shares.toSorted(([, one], [, other]) => other - one)) {
    if (share < leastShare) return
    console.log(`  ${owner.padEnd(42)}${(share * app).toFixed(3).padEnd(10)}${(share * 100).toFixed(0)} %`)
  }
}
