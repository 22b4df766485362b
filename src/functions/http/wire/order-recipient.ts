import type * as z from 'zod'
import { isEmailAddress } from '../../../domain/addresses/email-address.ts'
import { isNationalIdentityNumber, isOrganizationNumber } from '../../../domain/addresses/identity-numbers.ts'
import { isMobileNumber } from '../../../domain/addresses/mobile-number.ts'
import type { Rule } from '../door/rule.ts'
import { flag, list, object, optional, ruled, text } from '../door/shape.ts'
import type { NotificationChannel } from './enumerations.ts'

const plain = () =>
  object('.RecipientExt', {
    emailAddress: optional(text()),
    mobileNumber: optional(text()),
    organizationNumber: optional(text()),
    nationalIdentityNumber: optional(text()),
    isReserved: optional(flag()),
  })

type Recipient = z.infer<ReturnType<typeof plain>>

/** Which rules apply to the recipients of an order: none for `any`. */
export type Addressing = 'email' | 'sms' | 'preferred' | 'any'

interface AddressingRule extends Rule<Recipient> {
  readonly for: readonly Addressing[]
}

/** Empty text counts as absent. */
const given = (recipient: Recipient, ...members: readonly Exclude<keyof Recipient, 'isReserved'>[]) =>
  members.some((member) => (recipient[member] ?? '') !== '')

const identity = ['organizationNumber', 'nationalIdentityNumber'] as const
const checked = ['email', 'sms', 'preferred'] as const

const rules: readonly AddressingRule[] = [
  {
    id: 'V1-13',
    for: ['email'],
    key: '',
    holds: (recipient) => given(recipient, 'emailAddress', ...identity),
    message:
      'Either a valid email address, organization number, or national identity number must be provided for each recipient.',
  },
  {
    id: 'V1-14',
    for: ['sms'],
    key: '',
    holds: (recipient) => given(recipient, 'mobileNumber', ...identity),
    message:
      'Either a valid mobile number starting with country code, organization number, or national identity number must be provided for each recipient.',
  },
  {
    id: 'V1-15',
    for: ['preferred'],
    key: '',
    holds: (recipient) => given(recipient, 'emailAddress', 'mobileNumber', ...identity),
    message:
      'Either a valid email address, mobile number starting with country code, organization number, or national identity number must be provided for each recipient.',
  },
  {
    id: 'V1-16',
    for: ['email', 'preferred'],
    key: 'EmailAddress',
    holds: ({ emailAddress = '' }) => emailAddress === '' || isEmailAddress(emailAddress),
    message: 'Invalid email address format.',
  },
  {
    id: 'V1-17',
    for: ['sms', 'preferred'],
    key: 'MobileNumber',
    holds: ({ mobileNumber = '' }) => mobileNumber === '' || isMobileNumber(mobileNumber),
    message: "Mobile number can contain only '+' and numeric characters, and it must adhere to the E.164 standard.",
  },
  {
    id: 'V1-18',
    for: checked,
    key: 'NationalIdentityNumber',
    holds: ({ nationalIdentityNumber: nin = '' }) => nin === '' || isNationalIdentityNumber(nin),
    message: 'National identity number must be 11 digits long.',
  },
  {
    id: 'V1-19',
    for: checked,
    key: 'OrganizationNumber',
    holds: ({ organizationNumber = '' }) => organizationNumber === '' || isOrganizationNumber(organizationNumber),
    message: 'Organization number must be 9 digits long.',
  },
  {
    id: 'V1-20',
    for: checked,
    key: '',
    holds: (recipient) =>
      !given(recipient, 'nationalIdentityNumber') ||
      !given(recipient, 'emailAddress', 'mobileNumber', 'organizationNumber'),
    message: 'National identity number cannot be combined with email address, mobile number, or organization number.',
  },
  {
    id: 'V1-21',
    for: checked,
    key: '',
    holds: (recipient) =>
      !given(recipient, 'organizationNumber') ||
      !given(recipient, 'emailAddress', 'mobileNumber', 'nationalIdentityNumber'),
    message: 'Organization number cannot be combined with email address, mobile number, or national identity number.',
  },
]

/** What a request may say that decides which rules apply. */
export interface WithChannel {
  readonly notificationChannel?: z.infer<typeof NotificationChannel> | undefined
}

/** The recipients of an order; which rules apply to them is for the request to say. */
export function recipientsFor(addressing: (request: WithChannel) => Addressing) {
  const applied = rules.map(({ for: sets, holds, ...rule }): Rule<Recipient, WithChannel> => ({
    ...rule,
    holds: (value, occasion) => !sets.includes(addressing(occasion.request)) || holds(value, occasion),
  }))
  return list(ruled(plain(), applied), 'Recipient must not be null.')
}
