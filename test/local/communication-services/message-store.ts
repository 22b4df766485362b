import { inboxChanges, type InboxChanges } from './inbox/inbox-changes.ts'

interface Report {
  readonly eventId: string
  /** When the queue had it; absent while it is owed. */
  postedAt?: string
}

interface Message<Owed extends Report> {
  readonly reports: readonly Owed[]
  /** All that were seen for it, the refused and the accepted one included. */
  sendRequests: number
}

interface State<Owed, Accepted> {
  readonly idOf: (message: Accepted) => string
  /** How often, by attempt, since it was last accepted. */
  readonly refusals: Map<string, number>
  readonly messages: Map<string, Accepted>
  /** By event id: the reports that the queue does not have yet. */
  readonly owed: Map<string, { message: Accepted; report: Owed }>
  /** Oldest first. */
  readonly inbox: Map<string, Accepted>
  reportsPosted: number
  readonly changes: InboxChanges
}

/** The messages that a channel has accepted and the reports that it owes of them: what facts do, and what they add up to. */
export function messageStore<Owed extends Report, Accepted extends Message<Owed>>(idOf: (message: Accepted) => string) {
  const state: State<Owed, Accepted> = {
    idOf,
    refusals: new Map(),
    messages: new Map(),
    owed: new Map(),
    inbox: new Map(),
    reportsPosted: 0,
    changes: inboxChanges(),
  }
  return { effects: effectsOn<Owed, Accepted>(state), contents: contentsOf(state) }
}

const refusalsOf = ({ refusals }: Pick<State<unknown, unknown>, 'refusals'>, attempt: string) =>
  refusals.get(attempt) ?? 0

const effectsOn = <Owed extends Report, Accepted extends Message<Owed>>(state: State<Owed, Accepted>) => ({
  refused: (attempt: string) => void state.refusals.set(attempt, refusalsOf(state, attempt) + 1),
  accepted(attempt: string, message: Accepted) {
    const id = state.idOf(message)
    state.refusals.delete(attempt)
    state.messages.set(id, message)
    state.inbox.set(id, message)
    for (const report of message.reports) state.owed.set(report.eventId, { message, report })
    state.changes.tell({ id, isNew: true })
  },
  repeated(id: string) {
    const message = state.messages.get(id)
    if (message === undefined) return
    message.sendRequests += 1
    state.changes.tell({ id, isNew: false })
  },
  reported({ eventIds, at }: { readonly eventIds: readonly string[]; readonly at: string }) {
    state.reportsPosted += eventIds.length
    for (const eventId of eventIds) {
      const debt = state.owed.get(eventId)
      if (debt === undefined) continue
      debt.report.postedAt = at
      state.owed.delete(eventId)
      state.changes.tell({ id: state.idOf(debt.message), isNew: false })
    }
  },
  /** The inbox only: messages are still known, and reports still owed. */
  cleared() {
    state.inbox.clear()
    state.changes.tell('emptied')
  },
})

const contentsOf = <Owed, Accepted>(state: State<Owed, Accepted>) => ({
  find: (id: string) => state.messages.get(id),
  /** Newest first. */
  inbox: () => [...state.inbox.values()].reverse(),
  findInInbox: (id: string) => state.inbox.get(id),
  onChange: (listener: Parameters<InboxChanges['listen']>[0]) => state.changes.listen(listener),
  owed: () => [...state.owed.values()],
  refusals: (attempt: string) => refusalsOf(state, attempt),
  counts: () => ({
    accepted: state.messages.size,
    reportsPosted: state.reportsPosted,
    reportsOwed: state.owed.size,
  }),
})
