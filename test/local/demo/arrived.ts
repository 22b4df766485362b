import { mailsTo, smsTo, type Mail, type Sms } from '../cloud/inbox.ts'
import type { Stage } from './act.ts'
import type { Moment } from './timeline.ts'

/** A message as its recipient has it, and what the provider has seen of it. */
export interface Arrived {
  readonly moments: readonly Moment[]
  readonly printed: string
}

/** What an address, or a number, has got, oldest first. */
export async function arrivedAt({ cloud }: Stage, address: string): Promise<readonly Arrived[]> {
  const sent = address.startsWith('+')
    ? (await smsTo(cloud, address)).map((sms) => ({ moments: momentsOf(sms), printed: printedSms(sms) }))
    : (await mailsTo(cloud, address)).map((mail) => ({ moments: momentsOf(mail), printed: printedMail(mail) }))
  return sent.toReversed()
}

const momentsOf = ({ acceptedAt, sendRequests, reports }: Mail | Sms): Moment[] => [
  {
    atMs: Date.parse(acceptedAt),
    text: `Communication Services accepts it${sendRequests > 1 ? ` at request number ${sendRequests}` : ''}`,
  },
  ...reports.flatMap(({ postedAt, status }) =>
    postedAt === undefined ? [] : { atMs: Date.parse(postedAt), text: `its delivery report says ${status}` },
  ),
]

const printedMail = ({ senderAddress, recipients, content }: Mail) => `
  What was sent:

    From     ${senderAddress}
    To       ${recipients.to.map(({ address }) => address).join(', ')}
    Subject  ${content.subject}

    ${(content.plainText ?? content.html ?? '').replaceAll('\n', '\n    ')}
`

const printedSms = ({ from, to, message, segments }: Sms) => `
  What was sent:

    From     ${from}
    To       ${to}, ${segments === 1 ? 'in one segment' : `in ${segments} segments`}

    ${message.replaceAll('\n', '\n    ')}
`
