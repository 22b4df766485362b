/**
 * Writes, a line each, what an OpenAPI document promises: `node .ci/published-table.mjs <document.json>`. So was the
 * table made that our own description is held against.
 */
import { readFileSync } from 'node:fs'
import { tableOf } from '../test/architecture/open-api/table-of.ts'

const [, , file] = process.argv
if (file === undefined) throw new Error('name the document')
console.log(tableOf(JSON.parse(readFileSync(file, 'utf8'))).join('\n'))
