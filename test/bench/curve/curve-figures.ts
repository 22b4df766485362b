import { keyOf, type BulkFigures } from '../bulk/bulk-figures.ts'
import { inBulkCloud } from '../bulk/bulk-cloud.ts'
import type { Channel } from '../bulk/large-order.ts'
import { bulkFiguresOf, measureBulk, type BulkRun, type usedPerNotification } from '../bulk/measure-bulk.ts'
import { overRounds } from '../statistics.ts'

/** How many orders a point of the curve stands for: small ones say little alone. */
const ordersOf = (recipients: number) => (recipients < 100 ? 20 : recipients < 1000 ? 10 : 1)

const steps = [0.0001, 0.001, 0.01, 0.1, 1, 10]

export type Curve = Readonly<Record<Channel, readonly CurvePoint[]>>

/** What a notification of such an order costs. */
export interface CurvePoint extends Pick<BulkFigures, 'recipients' | keyof ReturnType<typeof usedPerNotification>> {
  readonly peakRssMb: number
}

type Known = Readonly<Record<string, BulkFigures>>

/**
 * What a notification costs, by how many others are in its order: from a single one to ten times a large order.
 * @param known figures of large orders that need not be measured again
 */
export async function curveFigures({ recipients }: { recipients: number }, known: Known = {}): Promise<Curve> {
  const sizes = steps.map((step) => Math.round(step * recipients)).filter((size) => size >= 1)
  return { email: await pointsOf('email', sizes, known), sms: await pointsOf('sms', sizes, known) }
}

const pointsOf = (channel: Channel, sizes: readonly number[], known: Known) =>
  inBulkCloud({}, async (bench) => {
    const points: CurvePoint[] = []
    let first = 0
    for (const recipients of sizes) {
      const orders = ordersOf(recipients)
      const run = { channel, recipients, orders, first }
      points.push(
        pointOf(run, known[keyOf(channel, recipients)] ?? overRounds([bulkFiguresOf(await measureBulk(bench, run))])),
      )
      first += orders * recipients
    }
    return points
  })

const pointOf = ({ recipients }: BulkRun, figures: Omit<CurvePoint, 'recipients'>): CurvePoint => ({
  recipients,
  tableRequestsPerNotification: figures.tableRequestsPerNotification,
  busMessagesPerNotification: figures.busMessagesPerNotification,
  appCpuMsPerNotification: figures.appCpuMsPerNotification,
  peakRssMb: figures.peakRssMb,
})
