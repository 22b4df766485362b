import type { MetadataStore } from './azurite.ts'

/**
 * Azurite looks at every row of the table for every query. A query of one partition gets its rows from the index;
 * Azurite's own filter, order and pages then apply to these.
 */
export function usePartitionIndex(store: MetadataStore): void {
  const query = store.queryTableEntities
  store.queryTableEntities = (...args) => {
    const partition = partitionOf(args[3].filter)
    return query.apply(partition === undefined ? store : partOf(store, partition), args)
  }
}

/** The same store, whose tables hold one partition. */
function partOf(store: MetadataStore, PartitionKey: string): MetadataStore {
  const part = Object.create(store) as MetadataStore
  part.getEntityCollection = (...args) => {
    const table = store.getEntityCollection(...args)
    const rows = Object.create(table) as typeof table
    rows.chain = () => table.chain().find({ PartitionKey })
    return rows
  }
  return part
}

const ONE_PARTITION = /^\(*PartitionKey eq '((?:[^']|'')*)'\)*(?: and (.*))?$/

/** The key of the only partition that a filter can meet, or undefined where it could meet others. */
export function partitionOf(filter: string | undefined): string | undefined {
  const [, key, rest = ''] = ONE_PARTITION.exec(filter ?? '') ?? []
  return /\bor\b/i.test(rest) ? undefined : key?.replaceAll("''", "'")
}
