import { expect, test } from 'vitest'
import { fillKeywords, hasKeywords, needsNames, type Reader } from '../../../src/domain/recipient-keywords.ts'

const person: Reader = { nationalIdentityNumber: '15915612242', name: 'Rask Elv' }
const organization: Reader = { organizationNumber: '310500006', name: 'Rask Rev AS' }

test.each<[text: string, reader: Reader, expected: string]>([
  ['Hei $recipientName$, nummer $recipientNumber$.', organization, 'Hei Rask Rev AS, nummer 310500006.'],
  ['Hei $recipientName$, nummer $recipientNumber$.', person, 'Hei Rask Elv, nummer .'],
  ['$recipientName$ og $recipientName$', person, 'Rask Elv og Rask Elv'],
  ['Hei $recipientName$!', { nationalIdentityNumber: '15915612242' }, 'Hei !'],
  ['Hei $recipientName$, $recipientNumber$', { externalIdentity: 'urn:altinn:username:myk.mose' }, 'Hei , '],
  ['Hei $recipientName$', {}, 'Hei '],
  ['$RecipientName$ $recipientname$ $recipientName', person, '$RecipientName$ $recipientname$ $recipientName'],
  ['Hei $recipientName$', { ...person, name: '$& $1 $recipientNumber$' }, 'Hei $& $1 $recipientNumber$'],
])('%j to %j', (text, reader, expected) => {
  expect(fillKeywords(text, reader)).toBe(expected)
})

test('a name is text in HTML, never markup', () => {
  const reader = { ...organization, name: `<b>Elv & Sønn's "AS"</b>` }
  const filled = '<p>&lt;b&gt;Elv &amp; Sønn&#39;s &quot;AS&quot;&lt;/b&gt;</p>'
  expect(fillKeywords('<p>$recipientName$</p>', reader, 'Html')).toBe(filled)
  expect(fillKeywords('$recipientName$', reader)).toBe(reader.name)
})

test('texts say whether they have keywords, and whether they need names', () => {
  const texts = ['plain', '$recipientNumber$', '$recipientName$', '$RecipientName$']
  expect(texts.map((text) => hasKeywords(text))).toEqual([false, true, true, false])
  expect(texts.map((text) => needsNames(text))).toEqual([false, false, true, false])
  expect([hasKeywords('plain', '$recipientName$'), hasKeywords()]).toEqual([true, false])
})
