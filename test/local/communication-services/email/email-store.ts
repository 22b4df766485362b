import type { Journal } from '../journal.ts'
import { journaledState } from '../journaled-state.ts'
import { messageStore } from '../message-store.ts'
import type { AcceptedEmail, EmailFact, EmailReport } from './accepted-email.ts'

export type EmailStore = ReturnType<typeof emailStore>

/** What the journal's facts add up to. A send is known by its operation id, without one by its recipients. */
export function emailStore(journal: Journal) {
  const { effects, contents } = messageStore<EmailReport, AcceptedEmail>(({ operationId }) => operationId)
  const record = journaledState<EmailFact>(journal, {
    'email-refused': ({ attempt }) => effects.refused(attempt),
    'email-accepted': ({ attempt, email }) => effects.accepted(attempt, email),
    'email-repeated': ({ operationId }) => effects.repeated(operationId),
    'email-reports-posted': (posted) => effects.reported(posted),
    'inbox-cleared': () => effects.cleared(),
  })
  return {
    ...contents,
    refuse: (attempt: string) => record({ fact: 'email-refused', attempt }),
    accept: (attempt: string, email: AcceptedEmail) => record({ fact: 'email-accepted', attempt, email }),
    repeat: (operationId: string) => record({ fact: 'email-repeated', operationId }),
    reported: (eventIds: readonly string[], at: Date) =>
      record({ fact: 'email-reports-posted', eventIds, at: at.toISOString() }),
    clear: () => record({ fact: 'inbox-cleared' }),
  }
}
