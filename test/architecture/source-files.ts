import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { pathOf } from './recorded-start.ts'

/** Every file of the app, parsed; named by its path from the root of the repository. */
export const sourceFiles = (): ts.SourceFile[] =>
  globSync('src/**/*.ts', { cwd: pathOf('') }).map((file) => parse(file, readFileSync(pathOf(file), 'utf8')))

export const parse = (name: string, text: string) => ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)

/** The node and everything inside it. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  for (const child of node.getChildren()) yield* nodesOf(child)
}

/** Where a node stands, as `src/main.ts:7`. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile()
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}
