import { expect, test } from 'vitest'
import { segmentsOf, type SmsSegments } from '../../../local/communication-services/sms/sms-segments.ts'

const texts: [string, string, SmsSegments][] = [
  ['a Norwegian text', 'Blåbærsyltetøy, Ærlig Ørret Ål', { encoding: 'GSM-7', segments: 1 }],
  ['160 letters', 'x'.repeat(160), { encoding: 'GSM-7', segments: 1 }],
  ['161 letters', 'x'.repeat(161), { encoding: 'GSM-7', segments: 2 }],
  ['306 letters', 'x'.repeat(306), { encoding: 'GSM-7', segments: 2 }],
  ['307 letters', 'x'.repeat(307), { encoding: 'GSM-7', segments: 3 }],
  ['80 euro signs, of two units each', '€'.repeat(80), { encoding: 'GSM-7', segments: 1 }],
  [
    'a euro sign that does not fit behind 152 letters',
    'x'.repeat(152) + '€' + 'x'.repeat(152),
    { encoding: 'GSM-7', segments: 3 },
  ],
  ['one letter outside the alphabet', 'Buorre beaivi, Kárášjohka', { encoding: 'UCS-2', segments: 1 }],
  ['70 of them', 'š'.repeat(70), { encoding: 'UCS-2', segments: 1 }],
  ['71 of them', 'š'.repeat(71), { encoding: 'UCS-2', segments: 2 }],
  ['134 of them', 'š'.repeat(134), { encoding: 'UCS-2', segments: 2 }],
  ['135 of them', 'š'.repeat(135), { encoding: 'UCS-2', segments: 3 }],
  ['36 emojis, of two units each', '😀'.repeat(36), { encoding: 'UCS-2', segments: 2 }],
  [
    'an emoji that does not fit behind 66 letters',
    'š'.repeat(66) + '😀' + 'š'.repeat(66),
    { encoding: 'UCS-2', segments: 3 },
  ],
  ['nothing', '', { encoding: 'GSM-7', segments: 1 }],
]

test.each(texts)('%s', (_, text, expected) => {
  expect(segmentsOf(text)).toEqual(expected)
})
