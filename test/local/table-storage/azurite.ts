import type { RequestListener } from 'node:http'
import { createRequire, Module } from 'node:module'

/*
 * The parts of Azurite that lie behind its main: its table store and the request listener on top of it. They are no
 * public interface, therefore the version is pinned and a test compares what is declared here with what is installed.
 */

export interface Entity {
  PartitionKey: string
  RowKey: string
  properties: Record<string, unknown>
  lastModifiedTime: string
  eTag: string
}

export interface Table {
  account: string
  table: string
  tableAcl?: unknown
}

export interface ServiceProperties {
  accountName: string
}

type Query = Record<string, unknown>

/** What LokiJS looks through, step by step. */
interface ResultSet {
  find(query: Query): ResultSet
}

/** A table of LokiJS. */
interface Collection<Document> {
  name: string
  findOne(query: Query): Document | null
  insert(document: Document): void
  update(document: Document): void
  remove(document: Document): void
  chain: () => ResultSet
}

interface Database {
  getCollection<Document>(name: string): Collection<Document> | null
  serialize(): string
  loadJSON(text: string): void
}

type Context = unknown

/** An update or a merge, single (batch id undefined) or part of a transaction. */
type Change = [
  context: Context,
  table: string,
  account: string,
  entity: Entity,
  ifMatch: string | undefined,
  batch: string | undefined,
]

/** The store, as far as it is wrapped here; changes happen in memory, synchronously, at the call. */
export interface MetadataStore {
  db: Database
  init: () => Promise<void>
  getEntityCollection: (account: string, table: string, context: Context) => Collection<Entity>
  createTable: (context: Context, table: Table) => Promise<void>
  deleteTable: (context: Context, table: string, account: string) => Promise<void>
  setTableACL: (...args: [account: string, table: string, context: Context, acl: unknown]) => Promise<void>
  setServiceProperties: (context: Context, properties: ServiceProperties) => Promise<unknown>
  insertTableEntity: (
    ...args: [context: Context, table: string, account: string, entity: Entity, batch: string | undefined]
  ) => Promise<Entity>
  updateTableEntity: (...args: Change) => Promise<Entity>
  mergeTableEntity: (...args: Change) => Promise<Entity>
  deleteTableEntity: (
    ...args: [
      context: Context,
      table: string,
      account: string,
      partitionKey: string,
      rowKey: string,
      etag: string,
      batch: string | undefined,
    ]
  ) => Promise<void>
  endBatchTransaction: (
    ...args: [account: string, table: string, batch: string, context: Context, succeeded: boolean]
  ) => Promise<void>
  queryTableEntities: (
    ...args: [
      context: Context,
      account: string,
      table: string,
      options: { filter?: string },
      nextPartitionKey?: string,
      nextRowKey?: string,
    ]
  ) => Promise<unknown>
}

/** The name of the collection of all tables. */
export const TABLES = '$TABLES_COLLECTION$'

const require = createRequire(import.meta.url)
const deep = (path: string) => (require(`azurite/dist/src/${path}.js`) as { default: unknown }).default

/** An empty store in memory. Azurite's own saving is never switched on. */
export async function newStore(): Promise<MetadataStore> {
  leaveOutTelemetry()
  const Store = deep('table/persistence/LokiTableMetadataStore') as new (
    path: string,
    inMemory: boolean,
  ) => MetadataStore
  const store = new Store('', true)
  await store.init()
  return store
}

type ListenerFactory = new (...args: unknown[]) => { createRequestListener(): RequestListener }

/** Azurite's table service: no access log, any API version, the account in the path, no account but the well-known one. */
export function serviceOf(store: MetadataStore): RequestListener {
  leaveOutTelemetry()
  const Accounts = deep('common/AccountDataStore') as new (logger: unknown) => object
  const Factory = deep('table/TableRequestListenerFactory') as ListenerFactory
  const accounts = new Accounts(deep('common/Logger'))
  return new Factory(store, accounts, false, undefined, true, undefined, true).createRequestListener()
}

/** The telemetry library takes three quarters of the loading time and calls out; nothing here needs it. */
function leaveOutTelemetry(): void {
  const path = createRequire(require.resolve('azurite')).resolve('applicationinsights')
  if (require.cache[path] !== undefined) return
  const empty = new Module(path)
  empty.loaded = true
  require.cache[path] = empty
  const { AzuriteTelemetryClient } = require('azurite/dist/src/common/Telemetry.js') as {
    AzuriteTelemetryClient: { enableTelemetry: boolean }
  }
  AzuriteTelemetryClient.enableTelemetry = false
}
