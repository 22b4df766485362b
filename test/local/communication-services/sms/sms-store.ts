import type { Journal } from '../journal.ts'
import { journaledState } from '../journaled-state.ts'
import { messageStore } from '../message-store.ts'
import type { AcceptedSms, SmsFact, SmsReport } from './accepted-sms.ts'

type Accepted = Pick<Extract<SmsFact, { fact: 'sms-accepted' }>, 'content' | 'recipients'>

export type SmsStore = ReturnType<typeof smsStore>

/** What the journal's facts add up to. A send is known by its number. */
export function smsStore(journal: Journal) {
  const { effects, contents } = messageStore<SmsReport, AcceptedSms>(({ messageId }) => messageId)
  const byRepeatabilityId = new Map<string, AcceptedSms>()
  const keep = (sms: AcceptedSms) => {
    effects.accepted(sms.to, sms)
    if (sms.repeatability !== undefined) byRepeatabilityId.set(sms.repeatability.requestId, sms)
  }
  const record = journaledState<SmsFact>(journal, {
    'sms-refused': ({ to }) => effects.refused(to),
    'sms-accepted': ({ content, recipients }) => recipients.forEach((recipient) => keep({ ...content, ...recipient })),
    'sms-repeated': ({ messageId }) => effects.repeated(messageId),
    'sms-reports-posted': (posted) => effects.reported(posted),
    'inbox-cleared': () => effects.cleared(),
  })
  return {
    ...contents,
    /** @param requestId in lower case */
    findRepeatable: (requestId: string) => byRepeatabilityId.get(requestId),
    refuse: (to: string) => record({ fact: 'sms-refused', to }),
    accept: (accepted: Accepted) => record({ fact: 'sms-accepted', ...accepted }),
    repeat: (messageId: string) => record({ fact: 'sms-repeated', messageId }),
    reported: (eventIds: readonly string[], at: Date) =>
      record({ fact: 'sms-reports-posted', eventIds, at: at.toISOString() }),
    clear: () => record({ fact: 'inbox-cleared' }),
  }
}
