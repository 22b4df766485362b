import type { EmailContent } from '../../domain/order.ts'

interface Settings extends Pick<EmailContent, 'subject' | 'body' | 'contentType'> {
  readonly senderEmailAddress?: string | undefined
}

/** A subject is one line; without a sender the configured one is used. */
export const emailContentOf = (
  { subject, body, contentType, senderEmailAddress }: Settings,
  { defaultEmailFromAddress }: { readonly defaultEmailFromAddress: string },
): EmailContent => ({
  senderEmailAddress: senderEmailAddress?.trim() || defaultEmailFromAddress,
  subject: subject.replace(/\r\n|\r|\n/g, ' '),
  body,
  contentType,
})
