import { expect } from 'vitest'
import { secret } from './order-request.ts'

/** A log that names none of what callers have entrusted to us: addresses, tokens, subjects, bodies, their own ids. */
export function expectDiscreet(lines: readonly string[]): void {
  expect(lines).not.toEqual([])
  const entrusted = new RegExp(`@example\\.|eyJ|${secret}`, 'i')
  expect(lines.filter((line) => entrusted.test(line))).toEqual([])
}
