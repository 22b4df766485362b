import { orderOf, parseNotificationId } from '../../../src/domain/ids.ts'
import type { Dispatch, SmsCall, SmsCourier, SmsRecipient } from '../../../src/use-cases/courier-ports.ts'
import { tempered, type Sent, type Surroundings, type Temper } from './virtual-provider.ts'

type Request = Omit<SmsCall, 'recipients'> & SmsRecipient

const windowMs = 5 * 60_000

/**
 * A provider that knows an attempt when it is repeated in time, under the same id and the same date, and answers as
 * it did first. It forgives nothing else: any other request that it accepts is an SMS of its own, and a call that names a
 * number twice is a bug of ours, since its reports could not be told apart.
 */
export function virtualSmsProvider(temper: Temper, around: Surroundings): { port: SmsCourier; sent: Sent[] } {
  const sent: Sent[] = []
  const known = new Map<string, Dispatch>()
  const treat = tempered<Request>(temper, around, {
    refusal: 'Failed_InvalidRecipient',
    addressOf: ({ number }) => number,
    accept(request, reportAtMs) {
      sent.push({ order: orderNamedBy(request), address: request.number, atMs: around.time.nowMs() })
      const reference = `Outgoing_${sent.length}`
      around.bus.report(eventOf(request, reference, temper), reportAtMs)
      const dispatch = { outcome: 'accepted', receipt: { provider: 'virtual', reference } } as const
      known.set(pairOf(request), dispatch)
      return dispatch
    },
  })
  const isInTime = ({ attemptedAt }: Request) => around.time.nowMs() - attemptedAt.getTime() <= windowMs
  const answer = (request: Request) => (isInTime(request) ? known.get(pairOf(request)) : undefined) ?? treat(request)
  return {
    sent,
    port: {
      send: ({ recipients, ...call }) => {
        const numbers = new Set(recipients.map(({ number }) => number))
        if (numbers.size < recipients.length) return Promise.reject(new Error('a call names a number twice'))
        return Promise.resolve(recipients.map((recipient) => answer({ ...call, ...recipient })))
      },
    },
  }
}

const pairOf = ({ attemptId, attemptedAt }: Request) =>
  `${Buffer.from(attemptId).toString('hex')} ${attemptedAt.toUTCString()}`

function orderNamedBy({ tag }: Request) {
  const notification = parseNotificationId(tag.split(':')[0] ?? '')
  if (notification === undefined) throw new Error(`the tag ${tag} names no notification`)
  return orderOf(notification)
}

const eventOf = ({ sender, number, tag }: Request, messageId: string, temper: Temper) => ({
  eventType: 'Microsoft.Communication.SMSDeliveryReportReceived',
  data: {
    messageId,
    from: sender,
    to: number,
    tag,
    ...(temper === 'bounces'
      ? { deliveryStatus: 'Failed', deliveryStatusDetails: '4005: Blocked' }
      : { deliveryStatus: 'Delivered', deliveryStatusDetails: '2000: No Error' }),
  },
})
