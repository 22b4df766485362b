import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pathOf } from './recorded-start.ts'

const page = readFileSync(pathOf('docs/conformance.md'), 'utf8')

interface Cited {
  readonly file: string
  readonly title: string
}

const rowsOf = (text: string) => text.split('\n').filter((row) => /^\| (?!Asked |-)/.test(row))
const citation = /^\[[^\]]+\]\(\.\.\/(?<file>[^)]+)\): (?<title>.+)$/

/** The tests that a row names; undefined where something in it is none. */
function citedIn(row: string): Cited[] | undefined {
  const cell = row.split(' | ').at(-1)?.replace(/ *\|$/, '') ?? ''
  if (cell === '—') return []
  const cited = cell.split(' <br> ').map((text) => citation.exec(text.trim())?.groups as Cited | undefined)
  return cited.includes(undefined) ? undefined : (cited as Cited[])
}

/** In the source a quotation mark inside a title may be escaped. */
const isThere = ({ file, title }: Cited) =>
  existsSync(pathOf(file)) && readFileSync(pathOf(file), 'utf8').replaceAll("\\'", "'").includes(title)

describe('the page of conformance', () => {
  it('names in every row the tests of it, or none', () => {
    expect(rowsOf(page).filter((row) => citedIn(row) === undefined)).toEqual([])
    expect(rowsOf(page).length).toBeGreaterThan(30)
  })

  it('names only tests that there are', () => {
    expect(
      rowsOf(page)
        .flatMap((row) => citedIn(row) ?? [])
        .filter((cited) => !isThere(cited)),
    ).toEqual([])
  })

  it('would be caught with a test that is gone', () => {
    const file = 'test/e2e/http/examples.test.ts'
    expect(isThere({ file, title: '63: health' })).toBe(true)
    expect(isThere({ file, title: 'nobody says this' })).toBe(false)
    expect(citedIn('| asked | nothing to read |')).toBeUndefined()
  })
})
