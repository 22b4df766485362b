import type { Journal } from '../journal.ts'
import type { AcceptedEmail, EmailFact, EmailReport } from './accepted-email.ts'

interface State {
  /** How often, by attempt. */
  readonly refusals: Map<string, number>
  /** By operation id. */
  readonly emails: Map<string, AcceptedEmail>
  /** By event id: the reports that the queue does not have yet. */
  readonly owed: Map<string, { email: AcceptedEmail; report: EmailReport }>
  /** Oldest first. */
  inbox: AcceptedEmail[]
  reportsPosted: number
}

type Effects = { [Name in EmailFact['fact']]: (state: State, fact: Extract<EmailFact, { fact: Name }>) => void }

const effects: Effects = {
  'email-refused': ({ refusals }, { attempt }) => refusals.set(attempt, (refusals.get(attempt) ?? 0) + 1),
  'email-accepted'(state, { attempt, email }) {
    state.refusals.delete(attempt)
    state.emails.set(email.operationId, email)
    state.inbox.push(email)
    for (const report of email.reports) state.owed.set(report.eventId, { email, report })
  },
  'email-repeated'({ emails }, { operationId }) {
    const email = emails.get(operationId)
    if (email !== undefined) email.sendRequests += 1
  },
  'email-reports-posted'(state, { eventIds, at }) {
    state.reportsPosted += eventIds.length
    for (const eventId of eventIds) {
      const debt = state.owed.get(eventId)
      if (debt !== undefined) debt.report.postedAt = at
      state.owed.delete(eventId)
    }
  },
  'inbox-cleared'(state) {
    state.inbox = []
  },
}

function apply(state: State, fact: EmailFact): void {
  // The compiler does not see that the effect found under a fact's name takes that fact.
  const effect = effects[fact.fact] as (state: State, fact: EmailFact) => void
  effect(state, fact)
}

export type EmailStore = ReturnType<typeof emailStore>

/** What the journal's facts add up to; a fact is written before it has its effect. */
export function emailStore(journal: Journal<EmailFact>) {
  const state: State = { refusals: new Map(), emails: new Map(), owed: new Map(), inbox: [], reportsPosted: 0 }
  for (const fact of journal.past) apply(state, fact)
  const record = (fact: EmailFact) => {
    journal.write(fact)
    apply(state, fact)
  }
  return {
    find: (operationId: string) => state.emails.get(operationId),
    /** Newest first. */
    inbox: () => state.inbox.toReversed(),
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
