import { TABLES, type Entity, type MetadataStore, type ServiceProperties, type Table } from './azurite.ts'

/** A change as the state that it left behind, so that making it twice is harmless. */
export type StoreChange =
  | ['put', collection: string, Entity]
  | ['remove', collection: string, partitionKey: string, rowKey: string]
  | ['table', Table]
  | ['drop', account: string, table: string]
  | ['service', ServiceProperties]

/** The entity without what the database adds to it for its own use. */
export const plain = ({ PartitionKey, RowKey, properties, lastModifiedTime, eTag }: Entity): Entity => ({
  PartitionKey,
  RowKey,
  properties,
  lastModifiedTime,
  eTag,
})

/** What names a table that a later change drops finds nothing to do: a snapshot may be newer than the change. */
export async function applyChange(store: MetadataStore, change: StoreChange): Promise<void> {
  switch (change[0]) {
    case 'put':
      putEntity(store, change[1], change[2])
      break
    case 'remove':
      removeEntity(store, change[1], { PartitionKey: change[2], RowKey: change[3] })
      break
    case 'table':
      await putTable(store, change[1])
      break
    case 'drop':
      if (findTable(store, change[1], change[2])) await store.deleteTable(undefined, change[2], change[1])
      break
    case 'service':
      await store.setServiceProperties(undefined, change[1])
  }
}

async function putTable(store: MetadataStore, { account, table, tableAcl }: Table): Promise<void> {
  const known = findTable(store, account, table)
  if (known === null)
    return store.createTable(undefined, tableAcl === undefined ? { account, table } : { account, table, tableAcl })
  known.tableAcl = tableAcl
  tablesOf(store).update(known)
}

/** Table names are letters and digits, and their case does not count. */
export const findTable = (store: MetadataStore, account: string, table: string) =>
  tablesOf(store).findOne({ account, table: { $regex: [`^${table}$`, 'i'] } })

function tablesOf(store: MetadataStore) {
  const tables = store.db.getCollection<Table>(TABLES)
  if (tables === null) throw new Error('the store has no collection of tables')
  return tables
}

function putEntity(store: MetadataStore, collection: string, entity: Entity): void {
  removeEntity(store, collection, entity)
  store.db.getCollection<Entity>(collection)?.insert(entity)
}

function removeEntity(
  store: MetadataStore,
  collection: string,
  { PartitionKey, RowKey }: Pick<Entity, 'PartitionKey' | 'RowKey'>,
): void {
  const entities = store.db.getCollection<Entity>(collection)
  const known = entities?.findOne({ RowKey, PartitionKey })
  if (known) entities?.remove(known)
}
