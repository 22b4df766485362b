import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import tables from '../../infra/tables.json' with { type: 'json' }
import { nodesOf, parse, placeOf, sourceFiles } from './source-files.ts'

/** The tables that a file opens; a name that is not written out is told by its place. */
const opened = (file: ts.SourceFile): string[] =>
  [...nodesOf(file)].filter(ts.isCallExpression).flatMap((call) => {
    if (!ts.isIdentifier(call.expression) || call.expression.text !== 'tableClient') return []
    const name = call.arguments[1]
    return [name !== undefined && ts.isStringLiteral(name) ? name.text : placeOf(call)]
  })

describe('the tables', () => {
  it('that the app opens are those of infra/tables.json', () => {
    expect([...new Set(sourceFiles().flatMap(opened))].sort()).toEqual(tables.toSorted())
  })

  it('have names that Azure takes: letters and digits', () => {
    expect(tables.filter((name) => !/^[A-Za-z][A-Za-z0-9]{2,62}$/.test(name))).toEqual([])
  })

  it('would be found in any file, and a name that is put together would not pass', () => {
    const text = "const log = tableClient(place, 'log')\nconst day = tableClient(place, `log${day}`)"
    expect(opened(parse('planted.ts', text))).toEqual(['log', 'planted.ts:2'])
  })
})
