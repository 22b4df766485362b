import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pathOf } from './recorded-start.ts'

const page = readFileSync(pathOf('docs/protocol.md'), 'utf8')

interface Line {
  readonly rule: string
  readonly keeper: string
  readonly test: string
  readonly title: string
}

const line =
  /^\| (?<rule>[^|]+?) +\| \[[^\]]+\]\(\.\.\/(?<keeper>[^)]+)\) +\| \[[^\]]+\]\(\.\.\/(?<test>[^)]+)\): (?<title>[^|]+?) +\|$/gm

const linesOf = (text: string) => [...text.matchAll(line)].map(({ groups }) => groups as unknown as Line)

/** What a line names and nobody finds. */
function missing({ keeper, test, title }: Line): string[] {
  if (!existsSync(pathOf(keeper))) return [keeper]
  if (!existsSync(pathOf(test))) return [test]
  return readFileSync(pathOf(test), 'utf8').includes(title) ? [] : [title]
}

describe('the page of the protocol', () => {
  it('names only files and tests that there are', () => {
    expect(linesOf(page).flatMap(missing)).toEqual([])
  })

  it('says of each rule where it is kept and what fails without it', () => {
    const rows = page.split('\n').filter((row) => /^\| (?!Rule |-)/.test(row))
    expect(rows.length).toBeGreaterThan(100)
    expect(linesOf(page)).toHaveLength(rows.length)
  })

  it('would be caught with a file or a test that is gone', () => {
    const [kept] = linesOf(page)
    if (kept === undefined) throw new Error('the page has lines')
    const gone = [{ keeper: 'src/gone.ts' }, { test: 'test/gone.test.ts' }, { title: 'nobody says this' }]
    expect(gone.flatMap((change) => missing({ ...kept, ...change }))).toEqual(gone.flatMap(Object.values))
  })
})
