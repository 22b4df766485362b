import type { ChannelSettings } from '../channel.ts'
import type { Route, ServiceRequest } from '../service-request.ts'
import type { AcceptedEmail } from './accepted-email.ts'
import { operationOf } from './email-operation.ts'
import { recipientsOf } from './email-message.ts'
import { magicRecipients } from './magic-recipients.ts'
import type { EmailStore } from './email-store.ts'

/** An e-mail is in the inbox exactly if it was accepted: two for one notification are a doubled send. */
export const emailInbox = ({ store, ...settings }: ChannelSettings & { store: EmailStore }): Route => ({
  name: 'inbox',
  method: 'GET',
  path: /^\/inbox\/emails$/,
  handle: ({ query }) => ({
    status: 200,
    body: store
      .inbox()
      .filter(asked(query))
      .map((email) => ({
        ...email,
        contentHash: undefined,
        status: operationOf(email, settings)?.status ?? 'NotFound',
      })),
  }),
})

/** What addresses can be made to do, for people. */
export const magicRecipientList: Route = {
  name: 'magic-recipients',
  method: 'GET',
  path: /^\/magic-recipients$/,
  handle: () => ({
    status: 200,
    body: Object.entries(magicRecipients).map(([word, { means }]) => ({ address: `${word}@example.com`, means })),
  }),
}

function asked(query: ServiceRequest['query']): (email: AcceptedEmail) => boolean {
  const to = query.get('to')?.toLowerCase()
  const operationId = query.get('operationId')?.toLowerCase()
  return (email) =>
    (operationId === undefined || email.operationId === operationId) &&
    (to === undefined || recipientsOf(email).some((address) => address.toLowerCase() === to))
}
