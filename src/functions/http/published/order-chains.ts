import type { Published, PublishedAnswer } from '../door/published.ts'
import { CodedProblem } from '../door/problems.ts'
import { NotificationOrderChainResponse } from '../wire/notification-order-chain-response.ts'
import { samples } from './samples.ts'

const location = { Location: 'A link to the chain, which no route serves.' }

const placed: PublishedAnswer = {
  meaning: 'The order and its reminders are registered.',
  schema: NotificationOrderChainResponse,
  headers: location,
  example: {
    notificationOrderId: samples.chain,
    notification: {
      shipmentId: samples.shipment,
      sendersReference: 'case-42',
      reminders: [{ shipmentId: samples.reminder, sendersReference: 'case-42-reminder' }],
    },
  },
}

const composed: PublishedAnswer = {
  ...placed,
  example: {
    notificationOrderId: samples.chain,
    notification: { shipmentId: samples.shipment, sendersReference: 'case-42' },
  },
}

/** A repetition is known by its idempotency id alone. */
const again = ({ headers: _, ...answer }: PublishedAnswer): PublishedAnswer => ({
  ...answer,
  meaning: 'The idempotency id has been used before: the first answer once more.',
})

const emailSettings = { subject: 'Svar på søknaden', body: 'Les vedtaket i innboksen din.' }
const sms = { recipientSms: { phoneNumber: samples.number, smsSettings: { body: 'Husk fristen.' } } }

export const orderChains = {
  place: {
    summary: 'Orders an e-mail or SMS, and reminders of it',
    tag: 'Orders',
    answers: {
      201: placed,
      200: again(placed),
      422: {
        meaning: 'A recipient has no address that the order could use; nothing is registered.',
        schema: CodedProblem,
      },
    },
    examples: {
      'E-mail with a reminder by SMS': {
        idempotencyId: 'case-42',
        sendersReference: 'case-42',
        requestedSendTime: samples.ordered,
        recipient: { recipientEmail: { emailAddress: samples.address, emailSettings } },
        reminders: [{ delayDays: 7, sendersReference: 'case-42-reminder', recipient: sms }],
      },
      'SMS at any time of the day': {
        idempotencyId: 'case-43',
        recipient: {
          recipientSms: {
            phoneNumber: samples.number,
            smsSettings: { sender: 'Kommunen', body: 'Vannet er borte til klokken 20.', sendingTimePolicy: 'Anytime' },
          },
        },
      },
      'A person, reached by e-mail rather than SMS': {
        idempotencyId: 'case-44',
        dialogportenAssociation: { dialogId: '0199f0c5-6f0e-7a52-8a06-1a1f6d1d5a44' },
        recipient: {
          recipientPerson: {
            nationalIdentityNumber: samples.person,
            resourceId: 'urn:altinn:resource:ttd_app',
            channelSchema: 'EmailPreferred',
            emailSettings,
            smsSettings: { body: 'Les vedtaket i innboksen din.' },
          },
        },
      },
      'An organisation': {
        idempotencyId: 'case-45',
        recipient: {
          recipientOrganization: { orgNumber: samples.organization, channelSchema: 'Email', emailSettings },
        },
      },
    },
  },
  placeComposedEmail: {
    summary: 'Orders an e-mail with attachments from Azure Blob Storage',
    tag: 'Composed e-mail',
    answers: { 201: composed, 200: again(composed) },
    examples: {
      'One attachment': {
        idempotencyId: 'case-46',
        sendersReference: 'case-42',
        requestedSendTime: samples.ordered,
        recipient: {
          emailAddress: samples.address,
          emailSettings: {
            ...emailSettings,
            contentType: 'Html',
            attachments: [
              {
                filename: 'vedtak.pdf',
                mimeType: 'application/pdf',
                sasUrl:
                  'https://example.blob.core.windows.net/cases/42.pdf?se=2099-12-31T00%3A00%3A00Z&sp=r&sr=b&sig=example',
              },
            ],
          },
        },
      },
    },
  },
} satisfies Record<string, Published>
