import { describe, expect, test } from 'vitest'
import { textFault } from '../../../src/functions/http/door/text-limits.ts'

describe('a text', () => {
  test.each([
    ['Body', 230_000],
    ['SendersReference', 10_000],
    ['Subject', 10_000],
  ])('for %s is taken up to %i characters', (key, most) => {
    expect(textFault(key, 'æ'.repeat(most))).toBeUndefined()
    expect(textFault(key, 'æ'.repeat(most + 1))).toBe(`${key} must be at most ${most} characters long.`)
  })

  test('must not hold the null character, however short it is', () => {
    expect(textFault('Subject', 'a\u0000b')).toBe('Subject must not contain the null character (U+0000).')
  })
})
