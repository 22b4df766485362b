import { inboxChanges, type InboxChanges } from '../inbox/inbox-changes.ts'
import type { Journal } from '../journal.ts'
import { journaledState, type Effects } from '../journaled-state.ts'
import type { AcceptedEmail, EmailFact, EmailReport } from './accepted-email.ts'

interface State {
  /** How often, by attempt. */
  readonly refusals: Map<string, number>
  /** By operation id. */
  readonly emails: Map<string, AcceptedEmail>
  /** By event id: the reports that the queue does not have yet. */
  readonly owed: Map<string, { email: AcceptedEmail; report: EmailReport }>
  /** Oldest first. */
  inbox: Map<string, AcceptedEmail>
  reportsPosted: number
  readonly changes: InboxChanges
}

const effects: Effects<State, EmailFact> = {
  'email-refused': ({ refusals }, { attempt }) => refusals.set(attempt, (refusals.get(attempt) ?? 0) + 1),
  'email-accepted'(state, { attempt, email }) {
    state.refusals.delete(attempt)
    state.emails.set(email.operationId, email)
    state.inbox.set(email.operationId, email)
    for (const report of email.reports) state.owed.set(report.eventId, { email, report })
    state.changes.tell({ id: email.operationId, isNew: true })
  },
  'email-repeated'({ emails, changes }, { operationId }) {
    const email = emails.get(operationId)
    if (email === undefined) return
    email.sendRequests += 1
    changes.tell({ id: operationId, isNew: false })
  },
  'email-reports-posted'(state, { eventIds, at }) {
    state.reportsPosted += eventIds.length
    for (const eventId of eventIds) {
      const debt = state.owed.get(eventId)
      if (debt === undefined) continue
      debt.report.postedAt = at
      state.owed.delete(eventId)
      state.changes.tell({ id: debt.email.operationId, isNew: false })
    }
  },
  'inbox-cleared'(state) {
    state.inbox = new Map()
    state.changes.tell('emptied')
  },
}

export type EmailStore = ReturnType<typeof emailStore>

/** What the journal's facts add up to. */
export function emailStore(journal: Journal) {
  const state: State = {
    refusals: new Map(),
    emails: new Map(),
    owed: new Map(),
    inbox: new Map(),
    reportsPosted: 0,
    changes: inboxChanges(),
  }
  const record = journaledState({ journal, state, effects })
  return {
    find: (operationId: string) => state.emails.get(operationId),
    /** Newest first. */
    inbox: () => [...state.inbox.values()].reverse(),
    findInInbox: (id: string) => state.inbox.get(id),
    onChange: (listener: Parameters<InboxChanges['listen']>[0]) => state.changes.listen(listener),
    owed: () => [...state.owed.values()],
    /** How often this send was refused before; it is known by its operation id, without one by its recipients. */
    refusals: (attempt: string) => state.refusals.get(attempt) ?? 0,
    counts: () => ({
      accepted: state.emails.size,
      reportsPosted: state.reportsPosted,
      reportsOwed: state.owed.size,
    }),

    refuse: (attempt: string) => record({ fact: 'email-refused', attempt }),
    accept: (attempt: string, email: AcceptedEmail) => record({ fact: 'email-accepted', attempt, email }),
    repeat: (operationId: string) => record({ fact: 'email-repeated', operationId }),
    reported: (eventIds: readonly string[], at: Date) =>
      record({ fact: 'email-reports-posted', eventIds, at: at.toISOString() }),
    /** Empties the inbox only: operations are still known, and reports still owed. */
    clear: () => record({ fact: 'inbox-cleared' }),
  }
}
