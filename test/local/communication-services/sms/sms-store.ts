import { inboxChanges, type InboxChanges } from '../inbox/inbox-changes.ts'
import type { Journal } from '../journal.ts'
import { journaledState, type Effects } from '../journaled-state.ts'
import type { AcceptedSms, SmsFact, SmsReport } from './accepted-sms.ts'

interface State {
  /** How often, by number, since it was last accepted. */
  readonly refusals: Map<string, number>
  readonly byMessageId: Map<string, AcceptedSms>
  readonly byRepeatabilityId: Map<string, AcceptedSms>
  /** By event id: the reports that the queue does not have yet. */
  readonly owed: Map<string, { sms: AcceptedSms; report: SmsReport }>
  /** Oldest first. */
  inbox: Map<string, AcceptedSms>
  reportsPosted: number
  readonly changes: InboxChanges
}

const effects: Effects<State, SmsFact> = {
  'sms-refused': ({ refusals }, { to }) => refusals.set(to, (refusals.get(to) ?? 0) + 1),
  'sms-accepted'(state, { content, recipients }) {
    for (const recipient of recipients) keep(state, { ...content, ...recipient })
  },
  'sms-repeated'({ byMessageId, changes }, { messageId }) {
    const sms = byMessageId.get(messageId)
    if (sms === undefined) return
    sms.sendRequests += 1
    changes.tell({ id: messageId, isNew: false })
  },
  'sms-reports-posted'(state, { eventIds, at }) {
    state.reportsPosted += eventIds.length
    for (const eventId of eventIds) {
      const debt = state.owed.get(eventId)
      if (debt === undefined) continue
      debt.report.postedAt = at
      state.owed.delete(eventId)
      state.changes.tell({ id: debt.sms.messageId, isNew: false })
    }
  },
  'inbox-cleared'(state) {
    state.inbox = new Map()
    state.changes.tell('emptied')
  },
}

function keep(state: State, sms: AcceptedSms): void {
  state.refusals.delete(sms.to)
  state.byMessageId.set(sms.messageId, sms)
  if (sms.repeatability !== undefined) state.byRepeatabilityId.set(sms.repeatability.requestId, sms)
  state.inbox.set(sms.messageId, sms)
  for (const report of sms.reports) state.owed.set(report.eventId, { sms, report })
  state.changes.tell({ id: sms.messageId, isNew: true })
}

export type SmsStore = ReturnType<typeof smsStore>

/** What the journal's facts add up to. */
export function smsStore(journal: Journal) {
  const state: State = {
    refusals: new Map(),
    byMessageId: new Map(),
    byRepeatabilityId: new Map(),
    owed: new Map(),
    inbox: new Map(),
    reportsPosted: 0,
    changes: inboxChanges(),
  }
  const record = journaledState({ journal, state, effects })
  return {
    /** @param requestId in lower case */
    findRepeatable: (requestId: string) => state.byRepeatabilityId.get(requestId),
    /** Newest first. */
    inbox: () => [...state.inbox.values()].reverse(),
    findInInbox: (id: string) => state.inbox.get(id),
    onChange: (listener: Parameters<InboxChanges['listen']>[0]) => state.changes.listen(listener),
    owed: () => [...state.owed.values()],
    refusals: (to: string) => state.refusals.get(to) ?? 0,
    counts: () => ({
      accepted: state.byMessageId.size,
      reportsPosted: state.reportsPosted,
      reportsOwed: state.owed.size,
    }),

    refuse: (to: string) => record({ fact: 'sms-refused', to }),
    accept: (accepted: Pick<Extract<SmsFact, { fact: 'sms-accepted' }>, 'content' | 'recipients'>) =>
      record({ fact: 'sms-accepted', ...accepted }),
    repeat: (messageId: string) => record({ fact: 'sms-repeated', messageId }),
    reported: (eventIds: readonly string[], at: Date) =>
      record({ fact: 'sms-reports-posted', eventIds, at: at.toISOString() }),
    /** Empties the inbox only: repeatability ids are still known, and reports still owed. */
    clear: () => record({ fact: 'inbox-cleared' }),
  }
}
