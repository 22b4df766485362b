import type * as z from 'zod'
import { isEmailAddress } from '../../../domain/addresses/email-address.ts'
import type { Rule } from '../door/rule.ts'
import { isMember } from '../door/scalars.ts'
import { object, optional, preset, ruled, text } from '../door/shape.ts'
import { EmailContentType, SendingTimePolicy } from './enumerations.ts'

/** The members of 2.1.12, which composed e-mail shares. */
export const emailSendingMembers = {
  subject: text(),
  body: text(),
  senderEmailAddress: optional(text()),
  contentType: preset(EmailContentType, 'Plain'),
  sendingTimePolicy: preset(SendingTimePolicy, 'Anytime'),
}

type Sending = Pick<z.infer<typeof plain>, 'senderEmailAddress' | 'contentType' | 'sendingTimePolicy'>

/** EO-2 and EO-3, blank subject and body, are reported as missing before any rule runs. */
export const emailSendingRules: readonly Rule<Sending>[] = [
  {
    id: 'EO-1',
    key: 'SenderEmailAddress',
    holds: ({ senderEmailAddress }) => senderEmailAddress === undefined || isEmailAddress(senderEmailAddress),
    message: 'The sender email address is not valid.',
  },
  {
    id: 'EO-4',
    key: 'SendingTimePolicy',
    holds: ({ sendingTimePolicy }) => sendingTimePolicy === 'Anytime',
    message: 'Email only supports send time anytime',
  },
  {
    id: 'EO-5',
    key: 'ContentType',
    holds: ({ contentType }) => isMember(contentType),
    message: 'Email content type must be either Plain or HTML.',
  },
]

const plain = object('.Email.EmailSendingOptionsExt', emailSendingMembers)

export const EmailSendingOptions = ruled(plain, emailSendingRules)
