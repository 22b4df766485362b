import type { MetadataStore, ServiceProperties } from './azurite.ts'
import { findTable, plain, type StoreChange } from './store-change.ts'

type Note = (change: StoreChange, transaction?: string) => void

/**
 * Calls `keep` with every change of the store, those of one transaction together, after it has happened in memory and
 * before it is answered. Nothing here may wait for anything: the store takes it for granted that a transaction ends in the turn of
 * the event loop it began in.
 */
export function followChanges(store: MetadataStore, keep: (changes: readonly StoreChange[]) => void): void {
  const transactions = new Map<string, StoreChange[]>()
  const note: Note = (change, transaction) => {
    if (transaction === undefined || transaction === '') {
      keep([change])
      return
    }
    const changes = transactions.get(transaction)
    if (changes === undefined) transactions.set(transaction, [change])
    else changes.push(change)
  }
  followEntities(store, note)
  followTables(store, note)
  store.endBatchTransaction = after(store, store.endBatchTransaction, ([, , transaction, , succeeded]) => {
    const changes = transactions.get(transaction)
    transactions.delete(transaction)
    if (succeeded && changes !== undefined) keep(changes)
  })
}

function followEntities(store: MetadataStore, note: Note): void {
  const nameOf = (account: string, table: string) => store.getEntityCollection(account, table, undefined).name
  store.insertTableEntity = after(store, store.insertTableEntity, ([, table, account, , transaction], entity) =>
    note(['put', nameOf(account, table), plain(entity)], transaction),
  )
  for (const method of ['updateTableEntity', 'mergeTableEntity'] as const) {
    store[method] = after(store, store[method], ([, table, account, , , transaction], entity) =>
      note(['put', nameOf(account, table), plain(entity)], transaction),
    )
  }
  store.deleteTableEntity = after(
    store,
    store.deleteTableEntity,
    ([, table, account, ...[partition, row, , transaction]]) =>
      note(['remove', nameOf(account, table), partition, row], transaction),
  )
}

function followTables(store: MetadataStore, note: Note): void {
  const noteTable = (account: string, name: string) => {
    const found = findTable(store, account, name)
    if (found !== null) note(['table', { account, table: found.table, tableAcl: found.tableAcl }])
  }
  store.createTable = after(store, store.createTable, ([, { account, table }]) => noteTable(account, table))
  store.setTableACL = after(store, store.setTableACL, ([account, table]) => noteTable(account, table))
  store.deleteTable = after(store, store.deleteTable, ([, table, account]) => note(['drop', account, table]))
  store.setServiceProperties = after(store, store.setServiceProperties, ([, properties]) =>
    note(['service', withoutDatabaseFields(properties)]),
  )
}

function withoutDatabaseFields(properties: ServiceProperties & { $loki?: unknown; meta?: unknown }): ServiceProperties {
  const { $loki: _, meta: __, ...own } = properties
  return own
}

/** The method, followed by a look at what it was given and what it answered. */
const after =
  <Args extends unknown[], Result>(
    store: MetadataStore,
    method: (...args: Args) => Promise<Result>,
    look: (args: Args, result: Result) => void,
  ) =>
  async (...args: Args): Promise<Result> => {
    const result = await method.apply(store, args)
    look(args, result)
    return result
  }
