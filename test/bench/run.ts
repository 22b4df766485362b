import { writeFile } from 'node:fs/promises'
import { acceptFigures } from './accept/accept-figures.ts'
import { deliveryFigures } from './delivery/delivery-figures.ts'
import { readOptions } from './options.ts'
import { printFigures } from './print-figures.ts'
import { printProfile } from './profile/print-profile.ts'

/** `npm run bench -- [--orders N] [--rounds N] [--json FILE] [--profile]`; what it measures: docs/performance.md */
const options = readOptions()

if (options.profile) await printProfile(options)
else {
  const figures = { accept: await acceptFigures(options), ...(await deliveryFigures(options)) }
  printFigures(figures)
  if (options.json !== undefined) await writeFile(options.json, JSON.stringify(figures, undefined, 2))
}
