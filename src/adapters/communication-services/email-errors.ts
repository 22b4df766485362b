import type { RestError } from '@azure/core-rest-pipeline'
import type { EmailResult } from '../../domain/email-result.ts'

/** What a failed operation says of its mail. */
export const failureOf = (code: string): EmailResult =>
  code === 'EmailDroppedAllRecipientsSuppressed' ? 'Failed_SupressedRecipient' : 'Failed'

/** What the service says of a mail that it does not take. */
export function emailRefusal({ statusCode, code, message }: RestError): EmailResult {
  if (statusCode === 413) return 'Failed_PayloadTooLarge'
  if (message.includes('Invalid format for email address')) return 'Failed_InvalidEmailFormat'
  return failureOf(code ?? '')
}
