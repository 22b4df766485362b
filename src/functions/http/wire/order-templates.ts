import type { Rule } from '../door/rule.ts'
import { isMember } from '../door/scalars.ts'
import { defaulted, object, preset, ruled, text } from '../door/shape.ts'
import { EmailContentType } from './enumerations.ts'

const isFilled = (text: string) => text.trim() !== ''

/** Ours: the reference accepts a number that means nothing, and shows it later. */
export const definedContentType: Rule<{ readonly contentType: string }> = {
  id: 'own-content-type',
  key: 'ContentType',
  holds: ({ contentType }) => isMember(contentType),
  message: 'Email content type must be either Plain or HTML.',
}

const email = object('.EmailTemplateExt', {
  fromAddress: defaulted(text(), ''),
  subject: defaulted(text(), ''),
  body: defaulted(text(), ''),
  contentType: preset(EmailContentType, 'Plain'),
})

export const EmailTemplate = ruled(email, [
  {
    id: 'V1-8',
    key: 'Body',
    holds: ({ body }) => isFilled(body),
    message: 'The email template body must not be empty.',
  },
  {
    id: 'V1-9',
    key: 'Subject',
    holds: ({ subject }) => isFilled(subject),
    message: 'The email template subject must not be empty.',
  },
  definedContentType,
])

const sms = object('.SmsTemplateExt', { senderNumber: defaulted(text(), ''), body: defaulted(text(), '') })

export const SmsTemplate = ruled(sms, [
  {
    id: 'V1-11',
    key: 'Body',
    holds: ({ body }) => isFilled(body),
    message: 'The SMS template body must not be empty.',
  },
])
