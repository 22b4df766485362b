import type { OrderDraft } from '../../../src/domain/new-order.ts'
import { addSeconds } from '../../../src/domain/order.ts'
import type { ChainDraft } from '../../../src/use-cases/place-order-chain.ts'
import type { World } from './world.ts'

/**
 * An e-mail, an SMS that may leave in the daytime only, or an e-mail with an SMS as its reminder two hours later; or one
 * order to three, of whom one is refused, and two of whom have the same number.
 */
export type Cast = 'email' | 'sms' | 'email, then sms' | 'three emails' | 'three sms'

const email: Omit<OrderDraft, 'requestedSendTime'> = {
  channel: 'email',
  addresses: ['kari@example.no'],
  sendersReference: 'sak-2026-17',
  content: {
    email: {
      senderEmailAddress: 'noreply@altinn.cloud',
      subject: 'Hei',
      body: 'En hemmelig tekst',
      contentType: 'Plain',
    },
  },
}

const sms: Omit<OrderDraft, 'requestedSendTime'> = {
  channel: 'sms',
  addresses: ['+4799999999'],
  policy: 'Daytime',
  sendersReference: 'sak-2026-18',
  content: { sms: { sender: 'Altinn', body: 'En hemmelig SMS' } },
}

const mains: Readonly<Record<Cast, typeof email>> = {
  email,
  sms,
  'email, then sms': email,
  'three emails': { ...email, addresses: ['kari@example.no', 'ingen@example.no', 'ola@example.no'] },
  'three sms': { ...sms, addresses: ['+4799999999', '+4790000000', '+4799999999'] },
}

export function draftOf({ time }: World, cast: Cast): ChainDraft {
  const requestedSendTime = time.clock.now()
  const later = addSeconds(requestedSendTime, 7_200)
  return {
    creator: 'ttd',
    idempotencyId: 'the same every time',
    main: { ...mains[cast], requestedSendTime },
    reminders: cast === 'email, then sms' ? [{ ...sms, requestedSendTime: later }] : [],
  }
}

export const draftsOf = ({ main, reminders }: ChainDraft): readonly OrderDraft[] => [main, ...reminders]
