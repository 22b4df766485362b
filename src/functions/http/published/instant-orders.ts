import type { Published, PublishedAnswer } from '../door/published.ts'
import { InstantNotificationOrderResponse } from '../wire/notification-order-chain-response.ts'
import { samples } from './samples.ts'

const sent: PublishedAnswer = {
  meaning: 'The provider has taken the message.',
  schema: InstantNotificationOrderResponse,
  headers: { Location: 'A link to the chain, which no route serves.' },
  example: { notificationOrderId: samples.chain, notification: { shipmentId: samples.shipment } },
}

const { headers: _, ...again } = {
  ...sent,
  meaning: 'The idempotency id has been used before, by any of the three instant routes: the first answer once more.',
}

const answers = { 201: sent, 200: again }

const recipientSms = {
  phoneNumber: samples.number,
  timeToLiveInSeconds: 300,
  smsSettings: { sender: 'Kommunen', body: 'Koden din er 123456.' },
}

export const instantOrders = {
  place: {
    summary: 'Sends an SMS at once',
    tag: 'First version',
    deprecated: true,
    answers,
    examples: { 'A code': { idempotencyId: 'login-1', recipient: { recipientSms } } },
  },
  placeSms: {
    summary: 'Sends an SMS at once',
    tag: 'Instant orders',
    answers,
    examples: { 'A code': { idempotencyId: 'login-2', recipientSms } },
  },
  placeEmail: {
    summary: 'Sends an e-mail at once',
    tag: 'Instant orders',
    answers,
    examples: {
      'A code': {
        idempotencyId: 'login-3',
        sendersReference: 'login',
        recipientEmail: {
          emailAddress: samples.address,
          emailSettings: { subject: 'Koden din', body: 'Koden din er 123456.' },
        },
      },
    },
  },
} satisfies Record<string, Published>
