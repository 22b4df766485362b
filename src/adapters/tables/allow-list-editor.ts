import { odata, type TableClient } from '@azure/data-tables'
import { allowListPartition } from './allow-list.ts'
import { request } from './errors.ts'

/** One row of the list of numbers that get real SMS in test environments. */
export interface AllowedNumber {
  /** In E.164 form, or the beginning of it followed by `*`. */
  readonly number: string
  readonly note: string
  readonly expires?: Date
}

/** For operators: changes hold for every instance within a minute. */
export interface AllowListEditor {
  /** In the order of numbers; rows that were written by hand as they stand there. */
  list(): Promise<readonly AllowedNumber[]>
  put(allowed: AllowedNumber): Promise<void>
  /** Removes every row of that number, whoever wrote it. @returns how many there were */
  remove(number: string): Promise<number>
}

interface Row {
  readonly number?: string
  readonly note?: string
  readonly expires?: Date
}

export function allowListEditor(client: TableClient): AllowListEditor {
  async function rows() {
    const found: (Row & { readonly rowKey?: string })[] = []
    const queryOptions = { filter: odata`PartitionKey eq ${allowListPartition}` }
    await request(async () => {
      for await (const row of client.listEntities<Row>({ queryOptions })) found.push(row)
    })
    return found
  }
  return {
    async list() {
      const listed = (await rows()).map(({ number = '', note = '', expires }) => ({
        number,
        note,
        ...(expires && { expires }),
      }))
      return listed.toSorted((one, other) => one.number.localeCompare(other.number))
    },
    async put({ number, note, expires }) {
      const row = { partitionKey: allowListPartition, rowKey: `allow-${number}`, v: 1, number, note }
      await request(() => client.upsertEntity({ ...row, ...(expires && { expires }) }, 'Replace'))
    },
    async remove(number) {
      const found = (await rows()).filter((row) => row.number?.replaceAll(/\s/g, '') === number)
      for (const { rowKey = '' } of found) {
        await request(() => client.deleteEntity(allowListPartition, rowKey), { 404: undefined })
      }
      return found.length
    },
  }
}
