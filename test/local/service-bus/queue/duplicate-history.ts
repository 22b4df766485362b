export interface DuplicateHistory {
  /** Notes the id; false if it was already seen inside the window. */
  note(messageId: string, at: number): boolean
  forgetExpired(now: number): void
  /** Ids with the time they were seen, oldest first. */
  entries(): IterableIterator<[string, number]>
}

/** Ids of the messages that came in during the last window; a duplicate does not prolong it. */
export function createDuplicateHistory(windowMilliseconds: number): DuplicateHistory {
  const seen = new Map<string, number>()

  const forgetExpired = (now: number) => {
    for (const [id, at] of seen) {
      if (at + windowMilliseconds > now) return
      seen.delete(id)
    }
  }

  return {
    note(messageId, at) {
      forgetExpired(at)
      if (seen.has(messageId)) return false
      seen.set(messageId, at)
      return true
    },
    forgetExpired,
    entries: () => seen.entries(),
  }
}
