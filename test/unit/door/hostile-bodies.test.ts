import { expect, test } from 'vitest'
import * as shape from '../../../src/functions/http/door/shape.ts'
import { errorsOf } from '../wire/judgement.ts'

const Item = shape.ruled(shape.object('.ItemExt', { name: shape.text() }), [
  { id: 'never', key: 'Name', holds: () => false, message: 'bad' },
])
const Thing = shape.object('.ThingExt', {
  text: shape.optional(shape.text()),
  number: shape.optional(shape.int32()),
  items: shape.optional(shape.list(Item, 'Item must not be null.')),
})
const million = 1_000_000

test('at most 200 messages are collected, in every layer', () => {
  const count = (items: unknown[]) => Object.values(errorsOf(Thing, { items })).flat().length
  expect(count(Array.from({ length: 1_000 }, () => ({ name: 'x' })))).toBe(200)
  expect(count(Array.from({ length: 1_000 }, () => ({ name: '' })))).toBe(200)
  expect(count(Array.from({ length: 1_000 }, () => null))).toBe(200)
})

test('null elements of a list are reported, the others judged', () => {
  expect(errorsOf(Thing, { items: [null, { name: 'x' }] })).toEqual({
    'Items[0]': ['Item must not be null.'],
    'Items[1].Name': ['bad'],
  })
})

test('the null character is refused in any text, and the member is named', () => {
  expect(errorsOf(Thing, { text: 'a\u0000b' })).toEqual({
    Text: ['Text must not contain the null character (U+0000).'],
  })
})

test.each([
  ['deep nesting', '{"u":' + '['.repeat(million)],
  ['deep nesting of objects', '{"a":'.repeat(million)],
  ['a number of a million digits', `{"number":${'1'.repeat(million)}}`],
  ['text of a million digits for a number', `{"number":"${'1'.repeat(million)}"}`],
  ['a million escapes without an end', `{"text":"${'\\"'.repeat(million)}`],
  ['nothing but blanks', ' '.repeat(million)],
  ['nothing but line breaks', `${'\n'.repeat(million)}x`],
])('%s is refused like anything else', (_, text) => {
  expect(Object.keys(errorsOf(Thing, text))[0]).toMatch(/^\$/)
})
