import { renameSync } from 'node:fs'
import { journalPath, partialPath, removeOlder, snapshotPath, syncFolder } from './journal-folder.ts'
import type { Entry } from './journal-record.ts'
import type { JournalFile } from './journal.ts'
import { writeSnapshot } from './snapshot-file.ts'

export interface CompactionSettings {
  readonly folder: string
  readonly generation: number
  readonly fsync: boolean
  /** A journal smaller than this, or than twice the last snapshot, is left alone. Bytes. */
  readonly threshold: number
  /** The state as entries; it goes on changing while they are looked at. */
  readonly snapshot: () => Iterable<Entry>
}

export interface Compaction {
  /** Begins to compact unless that is going on or not worth while. */
  consider(journal: JournalFile): void
  begin(journal: JournalFile): void
  /** Gives up what is under way; the next start goes on from the files as they are. */
  stop(): void
}

/**
 * Replaces journals by a snapshot while the broker runs: the journal goes on in a new generation, the snapshot is
 * written beside it, and only when it is complete the older files go. A crash at any point leaves files that
 * `readEntries` understands.
 */
export function createCompaction({ folder, fsync, ...settings }: CompactionSettings): Compaction {
  let { generation } = settings
  let snapshotSize = 0
  let giveUp: (() => void) | undefined

  const complete = (bytes: number) => {
    giveUp = undefined
    snapshotSize = bytes
    renameSync(partialPath(folder, generation), snapshotPath(folder, generation))
    if (fsync) syncFolder(folder)
    removeOlder(folder, generation)
  }

  const begin = (journal: JournalFile) => {
    generation++
    journal.continueIn(journalPath(folder, generation))
    if (fsync) syncFolder(folder)
    giveUp = writeSnapshot({ path: partialPath(folder, generation), entries: settings.snapshot(), fsync }, complete)
  }

  return {
    begin,
    consider(journal) {
      if (giveUp === undefined && journal.size > Math.max(settings.threshold, 2 * snapshotSize)) begin(journal)
    },
    stop() {
      giveUp?.()
      giveUp = undefined
    },
  }
}
