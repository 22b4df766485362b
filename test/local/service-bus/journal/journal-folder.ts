import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { decodeEntries, type Entry } from './journal-record.ts'

/**
 * `journal-n` holds what was appended during generation n, `snapshot-n` the state at its beginning (or later: records
 * may be applied twice). A snapshot is `snapshot-n.partial` until it is complete.
 */
export const journalPath = (folder: string, generation: number) => join(folder, `journal-${generation}`)
export const snapshotPath = (folder: string, generation: number) => join(folder, `snapshot-${generation}`)
export const partialPath = (folder: string, generation: number) => `${snapshotPath(folder, generation)}.partial`

interface JournalFileName {
  readonly name: string
  readonly kind: string
  readonly generation: number
  readonly partial: boolean
}

function filesIn(folder: string): JournalFileName[] {
  return readdirSync(folder).flatMap((name) => {
    const match = /^(journal|snapshot)-(\d+)(\.partial)?$/.exec(name)
    return match?.[1] === undefined
      ? []
      : [{ name, kind: match[1], generation: Number(match[2]), partial: match[3] !== undefined }]
  })
}

/** The highest generation that any file belongs to; 0 in a new folder. */
export const lastGeneration = (folder: string): number =>
  Math.max(0, ...filesIn(folder).map(({ generation }) => generation))

/** Everything acknowledged: the newest complete snapshot, then the journals since. */
export function* readEntries(folder: string): Generator<Entry> {
  const complete = filesIn(folder).filter(({ partial }) => !partial)
  const snapshots = complete.filter(({ kind }) => kind === 'snapshot').map(({ generation }) => generation)
  const base = Math.max(0, ...snapshots)
  if (base > 0) yield* decodeEntries(readFileSync(snapshotPath(folder, base)))
  const journals = complete.filter(({ kind, generation }) => kind === 'journal' && generation >= base)
  for (const { name } of journals.sort((one, other) => one.generation - other.generation)) {
    yield* decodeEntries(readFileSync(join(folder, name)))
  }
}

/** Makes the names of new files survive a sudden end of the machine; Windows does so by itself and has no call for it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const file = openSync(folder, 'r')
  fsyncSync(file)
  closeSync(file)
}

/** Removes what a complete snapshot has made superfluous. */
export function removeOlder(folder: string, generation: number): void {
  for (const file of filesIn(folder)) if (file.generation < generation) rmSync(join(folder, file.name))
}
