import { writeFile } from 'node:fs/promises'
import { acceptFigures } from './accept/accept-figures.ts'
import { bulkFigures } from './bulk/bulk-figures.ts'
import { fairnessFigures } from './bulk/fairness-figures.ts'
import { curveFigures, type Curve } from './curve/curve-figures.ts'
import { curvePlot } from './curve/curve-plot.ts'
import { deliveryFigures } from './delivery/delivery-figures.ts'
import { readOptions, type BenchOptions } from './options.ts'
import { printBulk, printCurve, printFairness } from './print-bulk.ts'
import { printAccepted, printDelivered, printMachine, printReads } from './print-figures.ts'
import { readFigures } from './reads/read-figures.ts'
import { printProfile } from './profile/print-profile.ts'

/** `npm run bench -- [options]`; what they are and what is measured: docs/performance.md */
const options = readOptions()

if (options.profile) await printProfile(options)
else {
  const figures = await measure(options)
  if (options.json !== undefined) await writeFile(options.json, JSON.stringify(figures, undefined, 2))
}

/** Prints each part when it is done. */
async function measure({ only, curve, ...amount }: BenchOptions) {
  printMachine()
  const many = { recipients: 10 * amount.recipients }
  const bulkRounds = { recipients: amount.recipients, rounds: Math.min(3, amount.rounds) }
  const single = {
    ...(only.has('accept') && { accept: printAccepted(await acceptFigures(amount)) }),
    ...(only.has('reads') && { reads: printReads(await readFigures(amount)) }),
    ...(only.has('delivered') && printDelivered(await deliveryFigures(amount))),
  }
  const bulk = only.has('bulk') ? await bulkFigures(bulkRounds, printBulk) : undefined
  return {
    ...single,
    ...(bulk && { bulk }),
    ...(only.has('fairness') && { fairness: printFairness(await fairnessFigures(many)) }),
    ...(curve !== undefined && { curve: await plotted(curve, await curveFigures(amount, bulk)) }),
  }
}

async function plotted(file: string, curve: Curve): Promise<Curve> {
  await writeFile(file, curvePlot(printCurve(curve)))
  return curve
}
