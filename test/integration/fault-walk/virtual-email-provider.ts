import { orderOf, type NotificationId } from '../../../src/domain/ids.ts'
import type { Email, EmailCourier } from '../../../src/use-cases/courier-ports.ts'
import { tempered, type Sent, type Surroundings, type Temper } from './virtual-provider.ts'

/**
 * A provider that forgives nothing: every request that it accepts is a mail of its own, also under an operation id
 * that it knows. So a second accepted request is a mail sent twice.
 */
export function virtualEmailProvider(temper: Temper, around: Surroundings): { port: EmailCourier; sent: Sent[] } {
  const sent: Sent[] = []
  const known = new Set<NotificationId>()
  const receipt = (reference: NotificationId) => ({ provider: 'virtual', reference })
  const treat = tempered<Email>(temper, around, {
    refusal: 'Failed_InvalidEmailFormat',
    addressOf: ({ address }) => address,
    accept(email, reportAtMs) {
      sent.push({ order: orderOf(email.notification), address: email.address, atMs: around.time.nowMs() })
      known.add(email.notification)
      around.bus.report(eventOf(email, temper === 'bounces' ? 'Bounced' : 'Delivered'), reportAtMs)
      return { outcome: 'accepted', receipt: receipt(email.notification) }
    },
  })
  return {
    sent,
    port: {
      send: (email) => Promise.resolve(treat(email)),
      ask: (id) =>
        Promise.resolve(known.has(id) ? { outcome: 'accepted', receipt: receipt(id) } : { outcome: 'not-found' }),
    },
  }
}

const eventOf = ({ notification, address }: Email, status: string) => ({
  eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
  data: { messageId: notification, recipient: address, status },
})
