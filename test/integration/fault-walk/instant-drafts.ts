import type { Channel } from '../../../src/domain/channel.ts'
import type { InstantDraft } from '../../../src/domain/reservation.ts'

/** Messages that leave at once, day and night. */
export const instantDrafts: Readonly<Record<Channel, InstantDraft>> = {
  email: {
    creator: 'ttd',
    idempotencyId: 'the same every time',
    channel: 'email',
    address: 'kari@example.no',
    sendersReference: 'sak-2026-17',
    content: {
      email: { senderEmailAddress: 'a@example.no', subject: 'Hei', body: 'En hemmelig tekst', contentType: 'Plain' },
    },
  },
  sms: {
    creator: 'ttd',
    idempotencyId: 'the same every time',
    channel: 'sms',
    address: '+4799999999',
    sendersReference: 'sak-2026-18',
    lifetimeSeconds: 6 * 3600,
    content: { sms: { sender: 'Altinn', body: 'En hemmelig SMS' } },
  },
}
