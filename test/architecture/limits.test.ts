import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { usualLimitBytes } from '../../src/functions/http/door/json-body.ts'
import { mostCharacters } from '../../src/functions/http/door/text-limits.ts'
import { limits } from '../../src/functions/http/wire/limits.ts'
import { pathOf } from './recorded-start.ts'

const page = readFileSync(pathOf('docs/limits.md'), 'utf8')
const row = /^\| .+? \| (?<most>\S+) +\| `(?<constant>[\w.]+)` +\|$/gm

const written = (limit: number | Date) => (limit instanceof Date ? limit.toISOString() : limit.toLocaleString('en'))

const named = (group: string, constants: Readonly<Record<string, number | Date>>) =>
  Object.entries(constants).map(([name, limit]) => [`${group}.${name}`, written(limit)])

it('the page of the limits tells every limit of the door as it is', () => {
  const told = [...page.matchAll(row)].map(({ groups }) => [groups?.['constant'], groups?.['most']])
  expect(told).toEqual([
    ['usualLimitBytes', written(usualLimitBytes)],
    ...named('mostCharacters', mostCharacters),
    ...named('limits', limits),
  ])
})
