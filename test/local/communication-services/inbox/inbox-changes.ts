import type { InboxChange } from './inbox-entry.ts'

export type InboxChanges = ReturnType<typeof inboxChanges>

/** Tells every page that is open what has changed. */
export function inboxChanges() {
  const listeners = new Set<(change: InboxChange) => void>()
  return {
    tell(change: InboxChange): void {
      for (const listener of listeners) listener(change)
    },
    listen(listener: (change: InboxChange) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
