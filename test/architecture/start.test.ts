import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { nodesOf, parse, placeOf, sourceFiles } from './source-files.ts'

/** What a file may hold at its top without doing anything when it is imported. */
const declares = (statement: ts.Statement) =>
  ts.isImportDeclaration(statement) ||
  ts.isExportDeclaration(statement) ||
  ts.isInterfaceDeclaration(statement) ||
  ts.isTypeAliasDeclaration(statement) ||
  ts.isFunctionDeclaration(statement) ||
  ts.isClassDeclaration(statement) ||
  (ts.isVariableStatement(statement) && !nodesNow(statement).some(ts.isAwaitExpression))

/** The nodes that are evaluated at once, so not those of functions. */
function nodesNow(node: ts.Node): ts.Node[] {
  if (ts.isFunctionLike(node)) return []
  return [node, ...node.getChildren().flatMap(nodesNow)]
}

const actsOf = (file: ts.SourceFile) => file.statements.filter((statement) => !declares(statement)).map(placeOf)

const usesOfProcess = (file: ts.SourceFile) =>
  [...nodesOf(file)].filter((node) => ts.isIdentifier(node) && node.text === 'process').map(placeOf)

/** The app, and the command of its operators. */
const started = ['src/main.ts', 'src/ops/main.ts']

const others = sourceFiles().filter(({ fileName }) => !started.includes(fileName))

describe('the start of the app', () => {
  it('is made by its main.ts alone: no other file does anything when it is imported', () => {
    expect(others.length).toBeGreaterThan(50)
    expect(others.flatMap(actsOf)).toEqual([])
  })

  it('hands the environment in: no other file looks at the process it runs in', () => {
    expect(others.flatMap(usesOfProcess)).toEqual([])
  })

  it.each([
    ["app.timer('x', {})", 'a registration'],
    ['const keys = await load()', 'a wait'],
    ["if (debug) console.log('hi')", 'a branch'],
    ['for (const x of list) register(x)', 'a loop'],
  ])('would be seen elsewhere: %s', (text) => {
    expect(actsOf(parse('planted.ts', `import x from 'x'\n${text}`))).toEqual(['planted.ts:2'])
  })

  it('would see a look at the environment, though deep in a function', () => {
    expect(usesOfProcess(parse('planted.ts', 'export const isLocal = () => process.env.LOCAL'))).toEqual([
      'planted.ts:1',
    ])
  })
})
