import type { Channel, ChannelSettings } from '../channel.ts'
import type { Journal } from '../journal.ts'
import type { OutgoingReport } from '../report-event.ts'
import { reportOutbox } from '../report-outbox.ts'
import { sendSms, type SendSms } from './send-sms.ts'
import { magicNumberList, smsInbox } from './sms-inbox.ts'
import { outgoingReport } from './sms-report.ts'
import { smsShelf } from './sms-shelf.ts'
import { smsStore } from './sms-store.ts'

type SmsSettings = ChannelSettings & Pick<SendSms, 'windowSeconds' | 'checkQuota'>

/** Goes on with what the journal says is owed. */
export function smsChannel(settings: SmsSettings, journal: Journal): Channel {
  const { clock, queue } = settings
  const store = smsStore(journal)
  const outbox = reportOutbox({
    queue,
    clock,
    onPosted: (reports) => store.reported(reports.map(eventIdOf), clock.now()),
  })
  for (const { message, report } of store.owed()) outbox.add(outgoingReport(message, report))
  return {
    service: [sendSms({ ...settings, store, outbox })],
    apiVersions: ['2021-03-07', '2024-01-02', '2025-09-17', '2026-01-23'],
    inbox: [smsInbox(store), magicNumberList],
    shelf: smsShelf(store),
    clearInbox: store.clear,
    nextReportAt: outbox.nextDueAt,
    counts: store.counts,
    stop: outbox.stop,
  }
}

const eventIdOf = ({ eventId }: OutgoingReport) => eventId
