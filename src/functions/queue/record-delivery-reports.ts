import type { InvocationContext, ServiceBusQueueHandler } from '@azure/functions'
import { growingDelaySeconds } from '../../domain/message.ts'
import type { RawReport } from '../../use-cases/ports.ts'
import { recordDeliveryReports, type RecordReportsPorts } from '../../use-cases/record-delivery-reports.ts'
import { timeBox } from '../../use-cases/time-box.ts'
import { batchMs } from './batch-time.ts'
import { postOrWait } from './post-or-wait.ts'

/** Takes what Event Grid wrote, many at a time; what could not be recorded is put back as it came. */
export const recordDeliveryReportsHandler =
  (ports: RecordReportsPorts): ServiceBusQueueHandler =>
  async (bodies: unknown, context: InvocationContext) => {
    const batch = rawReports(bodies, context)
    const putOff = await recordDeliveryReports(ports, batch, timeBox(ports.machine, batchMs))
    for (const [hop, reports] of Map.groupBy(putOff, (report) => report.hop)) {
      await postOrWait(ports.machine, () => ports.bus.postReports(reports, growingDelaySeconds(hop + 1)))
    }
  }

/** Batch metadata stands in arrays beside the bodies; a copy of ours carries its hop among its properties. */
function rawReports(bodies: unknown, { triggerMetadata }: InvocationContext): RawReport[] {
  const ids = (triggerMetadata?.['messageIdArray'] ?? []) as readonly (string | undefined)[]
  const properties = (triggerMetadata?.['applicationPropertiesArray'] ?? []) as readonly (
    { hop?: unknown } | undefined
  )[]
  return (bodies as readonly unknown[]).map((body, i) => ({
    id: ids[i] ?? '',
    body,
    hop: Number(properties[i]?.hop ?? 0),
  }))
}
