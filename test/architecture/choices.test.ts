import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { textFault } from '../../src/functions/http/door/text-limits.ts'
import { limits } from '../../src/functions/http/wire/limits.ts'
import { pathOf } from './recorded-start.ts'

const page = readFileSync(pathOf('docs/choices.md'), 'utf8')
const upTo = (count: number, name: (number: number) => string) => Array.from({ length: count }, (_, i) => name(i + 1))

/** `30,000`, as the page writes it. */
const written = (count: number) => count.toLocaleString('en')

describe('the page of choices', () => {
  it('has a line for everything that is known of the reference, in order', () => {
    const numbers = [...page.matchAll(/^\| (R?\d+) +\| \S/gm)].map(([, number]) => number)
    expect(numbers).toEqual([...upTo(42, String), ...upTo(15, (number) => `R${number}`)])
  })

  it('says of each what is done about it', () => {
    const lines = page.split('\n').filter((line) => /^\| R?\d+ /.test(line))
    const decided = /\| (copy|fix|own|ignore|left out|copy, own limits|172,800)( †)? +\|/
    expect(lines.filter((line) => !decided.test(line))).toEqual([])
  })

  it('names the limits that there are', () => {
    const body = /at most (\d+)/.exec(textFault('Body', 'x'.repeat(1_000_000)) ?? '')?.[1]
    const other = /at most (\d+)/.exec(textFault('Subject', 'x'.repeat(1_000_000)) ?? '')?.[1]
    const counts = [limits.idempotencyIdCharacters, Number(body), Number(other)]
    for (const count of counts) expect(page).toContain(`| ${written(count)} characters`)
    expect(page).toContain(`| ${limits.reminders}, and ${written(limits.reminderCharacters)} characters together`)
  })
})
