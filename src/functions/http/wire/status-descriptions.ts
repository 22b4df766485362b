/** What v1 tells of every state of a notification; texts are part of the wire contract, misspellings included. */
const email = {
  New: 'The email has been created, but has not been picked up for processing yet.',
  Sending: 'The email is being processed and will be attempted sent shortly.',
  Succeeded: 'The email has been accepted by the third party email service and will be sent shortly.',
  Delivered:
    'The email was delivered to the recipient. No errors reported, making it likely it was received by the recipient.',
  Failed: 'The email was not sent due to an unspecified failure.',
  Failed_RecipientReserved:
    'The email was not sent because the recipient has reserved themselves from electronic communication.',
  Failed_RecipientNotIdentified: "The email was not sent because the recipient's email address was not found.",
  Failed_InvalidEmailFormat: 'The email was not sent because the recipient’s email address is in an invalid format.',
  Failed_SupressedRecipient:
    'The email was not sent because the recipient’s email address is suppressed by the third party email service.',
  Failed_TransientError: 'The email was not sent due to a transient error. We will retry sending the email.',
  Failed_Bounced:
    'The email hard bounced, which may have happened because the email address does not exist or the domain is invalid.',
  Failed_FilteredSpam: 'The email was identified as spam, and was rejected or blocked (not quarantined).',
  Failed_Quarantined: 'The email was quarantined (as spam, bulk mail, or phising).',
  Failed_TTL: 'The email was in indefinite state Succeeded for too long (TTL), and was subsequently set to failed.',
  Failed_InvalidSasUrl:
    'The email was not sent because one or more attachment SAS URLs are invalid, expired, or inaccessible.',
  Failed_PayloadTooLarge: 'The email was not sent because the total size of the attachments exceeds the allowed limit.',
} as const

const sms = {
  New: 'The SMS has been created, but has not been picked up for processing yet.',
  Sending: 'The SMS is being processed and will be attempted sent shortly.',
  Accepted: 'The SMS has been accepted by the gateway service and will be sent shortly.',
  Delivered: 'The SMS was successfully delivered to its destination.',
  Failed: 'The SMS was not delivered due to an unspecified failure.',
  Failed_InvalidRecipient: "The SMS was not delivered because the recipient's mobile number was invalid.",
  Failed_RecipientReserved:
    'The SMS was not sent because the recipient has reserved themselves from electronic communication.',
  Failed_BarredReceiver: "The SMS was not delivered because the recipient's number is barred, blocked or not in use.",
  Failed_Deleted: 'The SMS was not delivered because the message has been deleted.',
  Failed_Expired: 'The SMS was not delivered because it has expired.',
  Failed_Undelivered: 'The SMS was not delivered due to invalid number or no available route to destination.',
  Failed_RecipientNotIdentified: "The SMS was not delivered because the recipient's mobile number was not found.",
  Failed_Rejected: 'The SMS was not delivered because it was rejected.',
  Failed_TTL: 'The SMS was in indefinite state Accepted for too long (TTL), and was subsequently set to failed.',
} as const

/** Descriptions by channel and status name. */
export const statusDescriptions: Readonly<Record<'email' | 'sms', Readonly<Record<string, string>>>> = { email, sms }
