import type { Published, PublishedAnswer } from '../door/published.ts'
import { OrderRequestResponse } from '../wire/order-request-response.ts'
import { samples } from './samples.ts'

const registered: PublishedAnswer = {
  meaning: 'The order is registered. Whether registers know its recipients is told, and stops nothing.',
  schema: OrderRequestResponse,
  headers: { Location: 'The order.' },
  example: {
    orderId: samples.order,
    recipientLookup: { status: 'PartialSuccess', isReserved: [], missingContact: [samples.person] },
  },
}

const common = { tag: 'First version', deprecated: true, answers: { 202: registered } } as const
const mail = { subject: 'Frist', body: 'Husk fristen.' }

/** The routes of the first version that place orders. */
export const placingFirstVersion = {
  place: {
    ...common,
    summary: 'Orders messages by e-mail or SMS, or by the one that a recipient has',
    examples: {
      'E-mail to two addresses': {
        sendersReference: 'case-42',
        requestedSendTime: samples.ordered,
        notificationChannel: 'Email',
        emailTemplate: { ...mail, contentType: 'Plain' },
        recipients: [{ emailAddress: samples.address }, { emailAddress: 'ola@example.no' }],
      },
      'SMS where there is a number, else e-mail': {
        notificationChannel: 'SmsPreferred',
        emailTemplate: mail,
        smsTemplate: { senderNumber: 'Kommunen', body: 'Husk fristen.' },
        recipients: [{ nationalIdentityNumber: samples.person }, { organizationNumber: samples.organization }],
        resourceId: 'urn:altinn:resource:ttd_app',
        ignoreReservation: false,
      },
    },
  },
  placeEmail: {
    ...common,
    summary: 'Orders e-mails',
    examples: { 'One address': { ...mail, recipients: [{ emailAddress: samples.address }] } },
  },
  placeSms: {
    ...common,
    summary: 'Orders SMS, which leave in the daytime',
    examples: { 'One number': { body: 'Husk fristen.', recipients: [{ mobileNumber: samples.number }] } },
  },
} satisfies Record<string, Published>
