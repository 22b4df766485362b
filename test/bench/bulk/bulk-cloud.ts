import { startBenchCloud, type BenchCloud } from '../cloud/bench-cloud.ts'
import { untilPublished } from './measure-bulk.ts'
import { untilDaytime } from './daytime.ts'
import { sightOf } from './at-rest.ts'
import type { Channel, LargeOrder } from './large-order.ts'
import { placeLargeOrder } from './place-large-order.ts'

const warmUp = 500
/** Beyond the recipients of all runs. */
const farOff = 900_000

/** Runs something in a cloud of its own, in which SMS leave; and, unless reports are late, each channel has been used. */
export async function inBulkCloud<Result>(
  reports: { readonly reportDelayMs?: number },
  run: (bench: BenchCloud) => Promise<Result>,
): Promise<Result> {
  const bench = await startBenchCloud({ reports })
  try {
    await untilDaytime(bench.cloud)
    if (reports.reportDelayMs === undefined) await warm(bench)
    return await run(bench)
  } finally {
    await bench.cloud.stop()
  }
}

async function warm(bench: BenchCloud): Promise<void> {
  for (const channel of ['email', 'sms'] satisfies Channel[]) {
    const order: LargeOrder = { channel, recipients: warmUp, first: farOff }
    const { published } = await sightOf(bench.cloud)
    await placeLargeOrder(bench, order)
    await untilPublished(bench, { published, recipients: warmUp })
  }
}
