import type { InboxChange, InboxEntry } from './inbox-entry.ts'

/** The messages of one channel as the page has them. A search is met by what has all of its words, in lower case. */
export interface Shelf {
  readonly channel: InboxEntry['channel']
  /** So many of the newest, the very newest first, and how many there are. */
  search(words: readonly string[], most: number): { count: number; entries: InboxEntry[] }
  /** Undefined if it is not there any more, or does not meet the search. */
  find(id: string, words: readonly string[]): InboxEntry | undefined
  /** @returns what ends it */
  onChange(listener: (change: InboxChange) => void): () => void
}

interface ShelfOf<Message> {
  readonly channel: InboxEntry['channel']
  readonly store: {
    /** Newest first. */
    readonly inbox: () => Message[]
    readonly findInInbox: (id: string) => Message | undefined
    readonly onChange: Shelf['onChange']
  }
  readonly entryOf: (message: Message) => InboxEntry
  /** What a search looks at. */
  readonly textsOf: (message: Message) => readonly (string | undefined)[]
}

export function shelfOf<Message>({ channel, store, entryOf, textsOf }: ShelfOf<Message>): Shelf {
  const meets = (message: Message, words: readonly string[]) => {
    if (words.length === 0) return true
    const text = textsOf(message).join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return {
    channel,
    search(words, most) {
      const found = store.inbox().filter((message) => meets(message, words))
      return { count: found.length, entries: found.slice(0, most).map(entryOf) }
    },
    find(id, words) {
      const message = store.findInInbox(id)
      return message !== undefined && meets(message, words) ? entryOf(message) : undefined
    },
    onChange: (listener) => store.onChange(listener),
  }
}
