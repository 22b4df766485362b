import type { ProcessingLifecycle } from './processing-lifecycle.ts'

/**
 * What finally became of an e-mail. The names are stored, and shown by the v1 routes as they are; the other routes
 * show them as `Email_…` with two spellings of their own.
 */
export const emailResults = [
  'Delivered',
  'Failed',
  'Failed_RecipientReserved',
  'Failed_RecipientNotIdentified',
  'Failed_InvalidEmailFormat',
  'Failed_SupressedRecipient',
  'Failed_Bounced',
  'Failed_FilteredSpam',
  'Failed_Quarantined',
  'Failed_TTL',
  'Failed_InvalidSasUrl',
  'Failed_PayloadTooLarge',
] as const

export type EmailResult = (typeof emailResults)[number]

const respelled: Partial<Record<EmailResult, ProcessingLifecycle>> = {
  Failed_InvalidEmailFormat: 'Email_Failed_InvalidFormat',
  Failed_SupressedRecipient: 'Email_Failed_SuppressedRecipient',
}

/** The member of `ProcessingLifecycle` that shipment and feed show. */
export const emailLifecycle = (result: EmailResult): ProcessingLifecycle =>
  respelled[result] ?? (`Email_${result}` as ProcessingLifecycle)
