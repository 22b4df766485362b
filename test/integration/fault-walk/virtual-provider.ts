import type { NotificationId } from '../../../src/domain/ids.ts'
import type { Dispatch, Email, EmailCourier } from '../../../src/use-cases/ports.ts'
import type { VirtualBus } from './virtual-bus.ts'
import type { VirtualTime } from './virtual-time.ts'

/** How the provider treats the first request it gets; later ones are accepted. */
export type Temper =
  'accepts' | 'throttles' | 'loses-the-answer' | 'never-gets-it' | 'reports-first' | 'refuses' | 'bounces'

/**
 * A provider that forgives nothing: every request that it accepts is a mail of its own, also under an operation id
 * that it knows. So a second accepted request is a mail sent twice.
 */
export interface VirtualProvider {
  readonly port: EmailCourier
  readonly mails: readonly NotificationId[]
}

const reportDelayMs = 5_000

export function virtualProvider(
  temper: Temper,
  { time, bus }: { time: VirtualTime; bus: VirtualBus },
): VirtualProvider {
  const mails: NotificationId[] = []
  let requests = 0

  const accept = (email: Email, reportAtMs: number): Dispatch => {
    mails.push(email.notification)
    bus.report(eventOf(email, temper === 'bounces' ? 'Bounced' : 'Delivered'), reportAtMs)
    return { outcome: 'accepted', receipt: { provider: 'virtual', reference: email.notification } }
  }
  const treat: Record<Temper, (email: Email) => Dispatch> = {
    accepts: (email) => accept(email, time.nowMs() + reportDelayMs),
    bounces: (email) => accept(email, time.nowMs() + reportDelayMs),
    'reports-first': (email) => accept(email, time.nowMs() - 1),
    throttles: () => ({ outcome: 'deferred', seconds: 7, code: 'TooManyRequests' }),
    'never-gets-it': () => ({ outcome: 'unknown', code: 'ETIMEDOUT' }),
    refuses: () => ({ outcome: 'refused', result: 'Failed_InvalidEmailFormat', code: 'BadRequest' }),
    'loses-the-answer': (email) => {
      // Its report is long in coming, so that somebody asks before it comes.
      accept(email, time.nowMs() + 3_600_000)
      return { outcome: 'unknown', code: 'ECONNRESET' }
    },
  }
  return {
    mails,
    port: {
      send: (email) =>
        Promise.resolve(++requests === 1 || temper === 'refuses' ? treat[temper](email) : treat.accepts(email)),
      ask: (notification) =>
        Promise.resolve(
          mails.includes(notification)
            ? { outcome: 'accepted', receipt: { provider: 'virtual', reference: notification } }
            : { outcome: 'not-found' },
        ),
    },
  }
}

const eventOf = ({ notification, address }: Email, status: string) => ({
  eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
  data: { messageId: notification, recipient: address, status },
})
