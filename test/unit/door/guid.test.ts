import { expect, test } from 'vitest'
import { parseGuid } from '../../../src/functions/http/door/guid.ts'

const canonical = '6d0e3c0a-5a35-4f6c-9d1b-0b0f5a7e2f11'

test.each([
  canonical,
  canonical.toUpperCase(),
  canonical.replaceAll('-', ''),
  `{${canonical}}`,
  `(${canonical.toUpperCase()})`,
  ` ${canonical} `,
])('%j is the same GUID', (text) => {
  expect(parseGuid(text)).toBe(canonical)
})

test.each(['', 'xyz', canonical.slice(1), `{${canonical}`, `{${canonical})`, `(${canonical.replaceAll('-', '')})`])(
  '%j is no GUID',
  (text) => {
    expect(parseGuid(text)).toBeUndefined()
  },
)
