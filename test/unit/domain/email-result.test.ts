import { expect, test } from 'vitest'
import { emailLifecycle, emailResults } from '../../../src/domain/email-result.ts'

/** The final members of the wire's ProcessingLifecycle for e-mail; `Email_Failed_TransientError` is never final here. */
const wire = [
  'Email_Delivered',
  'Email_Failed',
  'Email_Failed_RecipientReserved',
  'Email_Failed_RecipientNotIdentified',
  'Email_Failed_InvalidFormat',
  'Email_Failed_SuppressedRecipient',
  'Email_Failed_Bounced',
  'Email_Failed_FilteredSpam',
  'Email_Failed_Quarantined',
  'Email_Failed_TTL',
  'Email_Failed_InvalidSasUrl',
  'Email_Failed_PayloadTooLarge',
]

test('every final result has its own name on the wire', () => {
  expect(emailResults.map(emailLifecycle).toSorted()).toEqual(wire.toSorted())
})

test('two results are spelled differently on the wire than in the store', () => {
  expect(emailLifecycle('Failed_InvalidEmailFormat')).toBe('Email_Failed_InvalidFormat')
  expect(emailLifecycle('Failed_SupressedRecipient')).toBe('Email_Failed_SuppressedRecipient')
})
