import type { ProcessingLifecycle } from './processing-lifecycle.ts'

/**
 * What finally became of an SMS. The names are stored, and shown by the v1 routes as they are; the other routes show
 * them as `SMS_…`.
 */
export const smsResults = [
  'Delivered',
  'Failed',
  'Failed_InvalidRecipient',
  'Failed_RecipientReserved',
  'Failed_BarredReceiver',
  'Failed_Deleted',
  'Failed_Expired',
  'Failed_Undelivered',
  'Failed_RecipientNotIdentified',
  'Failed_Rejected',
  'Failed_TTL',
] as const

export type SmsResult = (typeof smsResults)[number]

/** The member of `ProcessingLifecycle` that shipment and feed show. */
export const smsLifecycle = (result: SmsResult): ProcessingLifecycle => `SMS_${result}`
