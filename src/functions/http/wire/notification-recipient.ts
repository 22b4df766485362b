import { isEmailAddress } from '../../../domain/addresses/email-address.ts'
import { isExternalIdentity } from '../../../domain/addresses/external-identity.ts'
import { isNationalIdentityNumber, isOrganizationNumber } from '../../../domain/addresses/identity-numbers.ts'
import { isMobileNumber } from '../../../domain/addresses/mobile-number.ts'
import { flag, object, optional, preset, ruled, text } from '../door/shape.ts'
import { EmailSendingOptions } from './email-sending-options.ts'
import { lookedUpMembers, lookedUpRules } from './looked-up-recipient.ts'
import { SmsSendingOptions } from './sms-sending-options.ts'

const email = object(
  '.Email.RecipientEmailExt',
  { emailAddress: text(), emailSettings: EmailSendingOptions },
  { emailSettings: 'Settings' },
)

const RecipientEmail = ruled(email, [
  {
    id: 'CH-8',
    key: 'EmailAddress',
    holds: ({ emailAddress }) => isEmailAddress(emailAddress),
    message: 'Invalid email address format.',
  },
])

const sms = object(
  '.Sms.RecipientSmsExt',
  { phoneNumber: text(), smsSettings: SmsSendingOptions },
  { smsSettings: 'Settings' },
)

const RecipientSms = ruled(sms, [
  {
    id: 'CH-11',
    key: 'PhoneNumber',
    holds: ({ phoneNumber }) => isMobileNumber(phoneNumber),
    message: 'Recipient phone number is not a valid mobile number.',
  },
])

const person = object('.Recipient.RecipientPersonExt', {
  nationalIdentityNumber: text(),
  ...lookedUpMembers,
  ignoreReservation: preset(flag(), false),
  useStaleContactInformation: preset(flag(), false),
})

const RecipientPerson = ruled(person, [
  ...lookedUpRules,
  {
    id: 'RP-2',
    key: 'NationalIdentityNumber',
    holds: ({ nationalIdentityNumber }) => isNationalIdentityNumber(nationalIdentityNumber),
    message: 'National identity number must be 11 digits long.',
  },
])

const organization = object('.Recipient.RecipientOrganizationExt', { orgNumber: text(), ...lookedUpMembers })

const RecipientOrganization = ruled(organization, [
  ...lookedUpRules,
  {
    id: 'RO-2',
    key: 'OrgNumber',
    holds: ({ orgNumber }) => isOrganizationNumber(orgNumber),
    message: 'Organization number must be 9 digits long.',
  },
])

const external = object('.Recipient.RecipientExternalIdentityExt', { externalIdentity: text(), ...lookedUpMembers })

const RecipientExternalIdentity = ruled(external, [
  ...lookedUpRules,
  {
    id: 'RE-2',
    key: 'ExternalIdentity',
    holds: ({ externalIdentity }) => isExternalIdentity(externalIdentity),
    message: 'Invalid external identity URN format.',
  },
])

const anyKind = object('.NotificationRecipientExt', {
  recipientEmail: optional(RecipientEmail),
  recipientSms: optional(RecipientSms),
  recipientPerson: optional(RecipientPerson),
  recipientOrganization: optional(RecipientOrganization),
  recipientExternalIdentity: optional(RecipientExternalIdentity),
})

export const NotificationRecipient = ruled(anyKind, [
  {
    id: 'CH-7',
    key: '',
    holds: (recipient) => Object.values(recipient).filter((kind) => kind !== undefined).length === 1,
    message: 'Must have exactly one recipient.',
  },
])
