import type { InboxChange, InboxEntry } from './inbox-entry.ts'
import type { Shelf } from './shelf.ts'

/** How many of the newest a page is given; a search finds the others. */
const mostEntries = 500

/** What one page has of the inbox, and what it has not been told yet. */
export function inboxView(shelves: readonly Shelf[], words: readonly string[]) {
  let total = 0
  let emptied = false
  const pending = new Map<string, { shelf: Shelf; isNew: boolean }>()
  return {
    all() {
      emptied = false
      pending.clear()
      const found = shelves.map((shelf) => shelf.search(words, mostEntries))
      total = found.reduce((sum, { count }) => sum + count, 0)
      return { total, entries: merged(found.flatMap(({ entries }) => entries)).slice(0, mostEntries) }
    },
    wasEmptied: () => emptied,
    note(shelf: Shelf, change: InboxChange) {
      if (change === 'emptied') emptied = true
      else pending.set(change.id, { shelf, isNew: change.isNew || pending.get(change.id)?.isNew === true })
    },
    changed() {
      const entries: InboxEntry[] = []
      for (const [id, { shelf, isNew }] of pending) {
        const entry = shelf.find(id, words)
        if (entry === undefined) continue
        entries.push(entry)
        if (isNew) total += 1
      }
      pending.clear()
      return { total, entries: merged(entries.toReversed()).slice(0, mostEntries) }
    },
  }
}

/** Newest first, and as they were where times are equal. */
const merged = (entries: readonly InboxEntry[]) =>
  entries.toSorted((one, other) => other.acceptedAt.localeCompare(one.acceptedAt))
