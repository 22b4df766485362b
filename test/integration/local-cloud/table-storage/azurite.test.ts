import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'

import { newStore, TABLES } from '../../../local/table-storage/azurite.ts'
import { clientOf, started } from './table-storage-room.ts'

const require = createRequire(import.meta.url)

/** The head of a method as its source has it: name and parameters. */
const headOf = (method: unknown) => /^(?:async )?(\w+\([^)]*\))/.exec(String(method))?.[1]

test('the installed Azurite is the one whose inside is declared in azurite.ts', async () => {
  expect((require('azurite/package.json') as { version: string }).version).toBe('3.37.0')
  const store = (await newStore()) as unknown as Record<string, unknown>
  const heads = [
    'init()',
    'getEntityCollection(account, table, context)',
    'createTable(context, tableModel)',
    'deleteTable(context, table, account)',
    'setTableACL(account, table, context, tableACL)',
    'setServiceProperties(context, serviceProperties)',
    'insertTableEntity(context, table, account, entity, batchId)',
    'updateTableEntity(context, table, account, entity, ifMatch, batchId)',
    'mergeTableEntity(context, table, account, entity, ifMatch, batchId)',
    'deleteTableEntity(context, table, account, partitionKey, rowKey, etag, batchId)',
    'endBatchTransaction(account, table, batchId, context, succeeded)',
    'queryTableEntities(context, account, table, queryOptions, nextPartitionKey, nextRowKey)',
  ]
  expect(heads.map((head) => headOf(store[head.slice(0, head.indexOf('('))]))).toEqual(heads)
  expect(store['TABLES_COLLECTION']).toBe(TABLES)
})

test('the request listener takes what it is given in the order that azurite.ts relies on', () => {
  const { default: Factory } = require('azurite/dist/src/table/TableRequestListenerFactory.js') as { default: unknown }
  expect(String(Factory).replaceAll(/\s+/g, ' ')).toContain(
    'constructor(metadataStore, accountDataStore, enableAccessLog, accessLogWriteStream, skipApiVersionCheck, oauth, disableProductStyleUrl)',
  )
})

test('the telemetry library is never loaded', async () => {
  await started()
  const path = createRequire(require.resolve('azurite')).resolve('applicationinsights')
  expect(require.cache[path]?.exports).toEqual({})
})

/** Why the table adapter of the app escapes both characters; Azure takes them. */
describe.each(['\u2028', '\u2029'])('a text with %j', (separator) => {
  const row = { partitionKey: 'p', rowKey: 'r', text: `before${separator}after` }

  test('is stored by a single write', async () => {
    const client = clientOf(await started())
    await client.createEntity(row)
    expect((await client.getEntity('p', 'r'))['text']).toBe(row.text)
  })

  test('fails a transaction with 500', async () => {
    const client = clientOf(await started())
    const transaction = client.submitTransaction([
      ['upsert', row],
      ['upsert', { ...row, rowKey: 's' }],
    ])
    await expect(transaction).rejects.toMatchObject({ statusCode: 500 })
  })

  test('is dropped in silence, with all properties, by a transaction of one', async () => {
    const client = clientOf(await started())
    await client.submitTransaction([['upsert', row]])
    expect(await client.getEntity('p', 'r')).not.toHaveProperty('text')
  })
})
