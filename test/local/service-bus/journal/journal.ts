import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { encodeEntry, type Entry } from './journal-record.ts'

/** Where acknowledged changes stand before they are acknowledged. */
export interface Journal {
  append(entry: Entry): void
  /** Calls back when everything appended so far has been written: at the end of this turn of the event loop. */
  whenWritten(callback: () => void): void
  close(): void
}

/** Keeps nothing: everything counts as written at once. */
export const volatileJournal: Journal = {
  append: () => undefined,
  whenWritten: (callback) => callback(),
  close: () => undefined,
}

export interface JournalFile {
  /** Bytes written to the current file. */
  readonly size: number
  /** Goes on in another file, which then holds everything that is appended from now on. */
  continueIn(path: string): void
}

export interface JournalSettings {
  readonly path: string
  /** Survives the end of the machine, not only of the process. */
  readonly fsync: boolean
  /** Told after every write. */
  readonly onWritten: (journal: JournalFile) => void
}

/** Appends to a file; one write for all that comes within a turn of the event loop. */
export function openJournal(settings: JournalSettings): Journal & JournalFile {
  let file = openSync(settings.path, 'a')
  let size = 0
  let pending: Buffer[] = []
  let waiting: (() => void)[] = []
  let scheduled: NodeJS.Immediate | undefined

  const write = () => {
    scheduled = undefined
    const [entries, callbacks] = [pending, waiting]
    pending = []
    waiting = []
    size += writeAll(file, entries, settings.fsync)
    for (const callback of callbacks) callback()
    settings.onWritten(journal)
  }

  const journal = {
    get size() {
      return size
    },
    append(entry: Entry) {
      pending.push(encodeEntry(entry))
      scheduled ??= setImmediate(write)
    },
    whenWritten(callback: () => void) {
      waiting.push(callback)
      scheduled ??= setImmediate(write)
    },
    continueIn(path: string) {
      size = 0
      closeSync(file)
      file = openSync(path, 'a')
    },
    close() {
      clearImmediate(scheduled)
      write()
      closeSync(file)
    },
  }
  return journal
}

/** Answers the number of bytes; on return the entries have left the process. */
export function writeAll(file: number, entries: readonly Buffer[], fsync: boolean): number {
  const bytes = Buffer.concat(entries)
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written)
  if (fsync && bytes.length > 0) fdatasyncSync(file)
  return bytes.length
}
