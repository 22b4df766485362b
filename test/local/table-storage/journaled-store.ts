import { setImmediate as nextTurn } from 'node:timers/promises'

import type { MetadataStore } from './azurite.ts'
import { followChanges } from './follow-changes.ts'
import { openJournal, readChanges, readSnapshot, type Journal, type JournalSettings } from './journal.ts'
import { applyChange, type StoreChange } from './store-change.ts'

export interface JournaledStore {
  /** Resolves when everything is in the snapshot. */
  close(): Promise<void>
}

const LEAST_JOURNAL_BYTES = 16 * 1024 * 1024

/** Fills the empty store from the folder; from then on every change is in the folder before its answer leaves. */
export async function keepInFolder(store: MetadataStore, settings: JournalSettings): Promise<JournaledStore> {
  const snapshot = readSnapshot(settings.folder)
  if (snapshot !== undefined) store.db.loadJSON(snapshot)
  for (const changes of readChanges(settings.folder)) {
    for (const change of changes as StoreChange[]) await applyChange(store, change)
  }
  const journal = openJournal(settings)
  const saving = saveNowAndThen(store, journal)
  followChanges(store, (changes) => {
    appendOrEnd(journal, changes)
    saving.consider()
  })
  return {
    close: async () => {
      await saving.finish()
      journal.close()
    },
  }
}

/** A change that the memory has and the disk has not must not be seen: only a new start brings the two together. */
function appendOrEnd(journal: Journal, changes: readonly StoreChange[]): void {
  try {
    journal.append(changes)
  } catch (error) {
    setImmediate(() => {
      throw error
    })
    throw error
  }
}

/**
 * A snapshot holds up everybody while it is taken (0.6 s for 100,000 entities), so the journal may first grow as large
 * as the last one. It is taken in a turn of the event loop of its own, never in the middle of a transaction.
 */
function saveNowAndThen(store: MetadataStore, journal: Journal) {
  let limit = LEAST_JOURNAL_BYTES
  let saving: Promise<void> | undefined
  const save = async () => {
    const length = await journal.save(() => store.db.serialize())
    limit = Math.max(LEAST_JOURNAL_BYTES, length)
  }
  /** The journal has all that the snapshot would have had; a later attempt may succeed. */
  const putOff = (error: unknown) => {
    limit = journal.unsaved * 2
    console.error('table storage goes on without a new snapshot:', error)
  }
  const saveSoon = async () => {
    await nextTurn()
    await save().catch(putOff)
    saving = undefined
  }
  const consider = () => {
    if (journal.unsaved > limit) saving ??= saveSoon()
  }
  const finish = async () => {
    await saving
    if (journal.unsaved > 0) await save()
  }
  if (journal.unsaved > 0) saving = saveSoon()
  return { consider, finish }
}
