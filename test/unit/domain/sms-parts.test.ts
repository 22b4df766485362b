import { expect, test } from 'vitest'
import { smsParts } from '../../../src/domain/sms-parts.ts'

test.each([
  ['nothing', '', 1],
  ['160 letters, Norwegian ones among them', 'æ'.repeat(160), 1],
  ['one letter more', 'æ'.repeat(161), 2],
  ['all that two can hold', 'a'.repeat(306), 2],
  ['one letter more than two can hold', 'a'.repeat(307), 3],
  ['signs that take the room of two', '€'.repeat(80), 1],
  ['one of them more', '€'.repeat(81), 2],
  ['a sign that does not fit where the first part ends', `${'a'.repeat(152)}€${'a'.repeat(152)}€`, 3],
  ['70 signs that GSM-7 does not have', 'ł'.repeat(70), 1],
  ['one letter too many beside such a sign', `ł${'a'.repeat(70)}`, 2],
  ['emoji, which are never split', '😀'.repeat(66), 2],
  ['one emoji more', '😀'.repeat(67), 3],
])('%s', (_, text, parts) => expect(smsParts(text)).toBe(parts))
