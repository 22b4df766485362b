import { toAddresses, type OrderDraft } from '../../../src/domain/new-order.ts'
import { addSeconds } from '../../../src/domain/order.ts'
import type { ChainDraft } from '../../../src/use-cases/place-order-chain.ts'
import { kari, reserved } from '../../unit/use-cases/small-register.ts'
import { met, unmet } from './virtual-conditions.ts'
import type { World } from './world.ts'

type Draft = Omit<OrderDraft, 'requestedSendTime'>

const email: Draft = {
  ...toAddresses('email', ['kari@example.no']),
  sendersReference: 'sak-2026-17',
  content: {
    email: {
      senderEmailAddress: 'noreply@altinn.cloud',
      subject: 'Hei',
      body: 'En hemmelig tekst',
      contentType: 'Plain',
    },
    dialogportenAssociation: { dialogId: 'dialog-2026-17' },
  },
}

const sms: Draft = {
  ...toAddresses('sms', ['+4799999999']),
  policy: 'Daytime',
  sendersReference: 'sak-2026-18',
  content: { sms: { sender: 'Altinn', body: 'En hemmelig SMS' } },
}

const person = (nationalIdentityNumber: string) => ({ nationalIdentityNumber })
const manyNumbers = Array.from({ length: 101 }, (_, i) => `+47999${String(10_000 + i)}`)

/**
 * An e-mail, an SMS that may leave in the daytime only, or an e-mail with an SMS as its reminder two hours later; one
 * order to three, of whom one is refused, and two of whom have the same number; and what is in segments: to persons who
 * are looked up, under conditions, or to more than a segment has room for.
 */
const mains = {
  email,
  sms,
  'email, then sms': email,
  'three emails': { ...email, ...toAddresses('email', ['kari@example.no', 'ingen@example.no', 'ola@example.no']) },
  'three sms': { ...sms, ...toAddresses('sms', ['+4799999999', '+4790000000', '+4799999999']) },
  'a person': { ...email, recipients: [person(kari)] },
  'two persons by both': {
    ...sms,
    channel: 'EmailAndSms',
    recipients: [person(kari), person(reserved)],
    content: { ...email.content, ...sms.content },
  },
  'a condition that is met': { ...email, terms: { conditionEndpoint: met } },
  'a condition that is not met': { ...email, terms: { conditionEndpoint: unmet } },
  '101 sms': { ...sms, ...toAddresses('sms', manyNumbers) },
} as const satisfies Readonly<Record<string, Draft>>

export type Cast = keyof typeof mains

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
