import type { Route } from '../service-request.ts'
import type { AcceptedSms } from './accepted-sms.ts'
import { magicNumbers } from './magic-numbers.ts'
import type { SmsStore } from './sms-store.ts'

/** An SMS is in the inbox exactly if it was accepted: two for one notification are a doubled send. */
export const smsInbox = (store: SmsStore): Route => ({
  name: 'inbox',
  method: 'GET',
  path: /^\/inbox\/sms$/,
  handle: ({ query }) => ({ status: 200, body: store.inbox().filter(asked(query)) }),
})

/** What numbers can be made to do, for people. */
export const magicNumberList: Route = {
  name: 'magic-numbers',
  method: 'GET',
  path: /^\/magic-numbers$/,
  handle: () => ({
    status: 200,
    body: Object.entries(magicNumbers).map(([pair, { means }]) => ({ number: `+47999${pair}001`, means })),
  }),
}

/** Whatever is left out does not matter. A `+` in a query means a space, so a number may come without it. */
function asked(query: URLSearchParams): (sms: AcceptedSms) => boolean {
  const [to, tag, messageId] = [query.get('to'), query.get('tag'), query.get('messageId')]
  return (sms) =>
    (to === null || sms.to.slice(1) === to.trim().replace(/^\+/, '')) &&
    (tag === null || sms.tag === tag) &&
    (messageId === null || sms.messageId === messageId)
}
