import { transient } from '../../domain/faults.ts'
import type { Dispatch, SmsCourier } from '../../use-cases/courier-ports.ts'
import type { Bus } from '../../use-cases/ports.ts'

const reportDelaySeconds = 5

/**
 * Sends nothing. Everything is accepted, and reported delivered a little later on the ordinary way, so that orders,
 * feed and figures of a test environment look as they will in production.
 */
export const simulatedSms = (bus: Bus): SmsCourier => ({
  async send({ tag, recipients, sender }) {
    const references = recipients.map(({ attemptId }) => `sim_${Buffer.from(attemptId).toString('hex').slice(0, 32)}`)
    const reports = recipients.map(({ number }, i) => ({
      id: references[i] ?? '',
      body: reportOf({ from: sender, to: number, messageId: references[i] ?? '', tag }),
      hop: 0,
    }))
    const fault = await bus.postReports(reports, reportDelaySeconds).catch(transient)
    return references.map((reference): Dispatch =>
      fault === undefined
        ? { outcome: 'accepted', receipt: { provider: 'simulated', reference } }
        : { outcome: 'unknown', code: fault.code },
    )
  },
})

/** In the shape of Event Grid's `SMSDeliveryReportReceived`. */
const reportOf = (data: { from: string; to: string; messageId: string; tag: string }) => ({
  eventType: 'Microsoft.Communication.SMSDeliveryReportReceived',
  data: { ...data, deliveryStatus: 'Delivered', deliveryStatusDetails: '2000: Simulated' },
})
