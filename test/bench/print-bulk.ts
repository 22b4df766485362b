import type { BulkFigures } from './bulk/bulk-figures.ts'
import type { fairnessFigures } from './bulk/fairness-figures.ts'
import type { Curve, CurvePoint } from './curve/curve-figures.ts'
import { print, row, type Row } from './print-figures.ts'

type Fairness = Awaited<ReturnType<typeof fairnessFigures>>

/** The figures of large orders for people. */
export function printBulk(key: string, figures: BulkFigures): void {
  print(`${key}: an order with ${figures.recipients} recipients, ${figures.rounds} rounds (load ${figures.load})`, [
    row('accepted, ms', figures, 'acceptMs'),
    row('notifications delivered per second', figures, 'deliveredPerSecond'),
    row('table requests per notification', figures, 'tableRequestsPerNotification'),
    row('bus messages per notification', figures, 'busMessagesPerNotification'),
    row('app CPU ms per notification', figures, 'appCpuMsPerNotification'),
    row('all CPU ms per notification', figures, 'allCpuMsPerNotification'),
    row('app memory before, MiB', figures, 'restRssMb'),
    row('app memory at most, MiB', figures, 'peakRssMb'),
    ...phases(figures),
  ])
}

const phases = ({ sending, reporting }: BulkFigures): Row[] =>
  Object.entries({ sending, reporting }).flatMap(([phase, used]) => {
    if (used === undefined) return []
    const { tableRequestsPerNotification, busMessagesPerNotification, appCpuMsPerNotification } = used
    const counts = `${tableRequestsPerNotification} table requests, ${busMessagesPerNotification} bus messages`
    return [[`${phase} alone`, `${counts}, app CPU ${appCpuMsPerNotification} ms`] satisfies Row]
  })

export function printFairness(fairness: Fairness): Fairness {
  const { aloneMs, besideBulkMs, worstBesideBulkMs, recipients } = fairness
  print(`A single e-mail, from the request to Delivered (median of ${fairness.beside})`, [
    ['alone, ms', `${aloneMs}`],
    [
      `beside an order with ${recipients} recipients, ms`,
      `${besideBulkMs}`,
      `at most ${worstBesideBulkMs}`,
      'at most 2000',
    ],
  ])
  return fairness
}

/** As a table that can be taken into a page. */
export function printCurve(curve: Curve): Curve {
  for (const [channel, points] of Object.entries(curve)) {
    console.log(`\n| Recipients of an order by ${channel} | Table requests | Bus messages | App CPU | Peak memory |`)
    console.log('| ---: | ---: | ---: | ---: | ---: |')
    for (const point of points) console.log(`| ${cells(point).join(' | ')} |`)
  }
  return curve
}

const cells = (point: CurvePoint) => [
  point.recipients.toLocaleString('en'),
  point.tableRequestsPerNotification.toPrecision(3),
  point.busMessagesPerNotification.toPrecision(3),
  `${point.appCpuMsPerNotification.toPrecision(3)} ms`,
  `${point.peakRssMb.toFixed(0)} MiB`,
]
