import { closeSync, fsyncSync, openSync } from 'node:fs'
import { encodeEntry, type Entry } from './journal-record.ts'
import { writeAll } from './journal.ts'

export interface SnapshotFile {
  readonly path: string
  /** Looked at bit by bit. */
  readonly entries: Iterable<Entry>
  readonly fsync: boolean
}

/** Entries written per turn of the event loop, so that clients do not notice. */
const sliceEntries = 100

/** Writes a file little by little and calls back with its size when all of it is there; answers how to give up. */
export function writeSnapshot(snapshot: SnapshotFile, onComplete: (bytes: number) => void): () => void {
  const file = openSync(snapshot.path, 'w')
  const entries = snapshot.entries[Symbol.iterator]()
  let bytes = 0

  const writeSlice = () => {
    const slice = nextFew(entries)
    bytes += writeAll(file, slice, false)
    if (slice.length === sliceEntries) {
      next = setImmediate(writeSlice)
      return
    }
    if (snapshot.fsync) fsyncSync(file)
    closeSync(file)
    onComplete(bytes)
  }

  let next = setImmediate(writeSlice)
  return () => {
    clearImmediate(next)
    closeSync(file)
  }
}

function nextFew(entries: Iterator<Entry>): Buffer[] {
  const few: Buffer[] = []
  while (few.length < sliceEntries) {
    const next = entries.next()
    if (next.done === true) break
    few.push(encodeEntry(next.value))
  }
  return few
}
