import type { Channel, ChannelSettings } from '../channel.ts'
import type { Journal } from '../journal.ts'
import type { OutgoingReport } from '../report-event.ts'
import { reportOutbox } from '../report-outbox.ts'
import { emailHtml, emailText } from './email-body.ts'
import { emailInbox, magicRecipientList } from './email-inbox.ts'
import { getEmailOperation } from './email-operation.ts'
import { outgoingReport } from './email-report.ts'
import { emailShelf } from './email-shelf.ts'
import { emailStore } from './email-store.ts'
import { sendEmail } from './send-email.ts'

/** Goes on with what the journal says is owed. */
export function emailChannel(settings: ChannelSettings, journal: Journal): Channel {
  const { clock, queue } = settings
  const store = emailStore(journal)
  const outbox = reportOutbox({
    queue,
    clock,
    onPosted: (reports) => store.reported(reports.map(eventIdOf), clock.now()),
  })
  for (const { message, report } of store.owed()) outbox.add(outgoingReport(message, report))
  const deps = { ...settings, store, outbox }
  return {
    service: [sendEmail(deps), getEmailOperation(deps)],
    apiVersions: ['2023-03-31', '2025-09-01'],
    inbox: [emailInbox(deps), emailText(store), emailHtml(store), magicRecipientList],
    shelf: emailShelf(store),
    clearInbox: store.clear,
    nextReportAt: outbox.nextDueAt,
    counts: store.counts,
    stop: outbox.stop,
  }
}

const eventIdOf = ({ eventId }: OutgoingReport) => eventId
