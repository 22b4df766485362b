import type { Channel } from '../../../src/domain/channel.ts'
import { reachable } from '../http/looked-up-recipients.ts'

/** A request for an order, and what it is to do. */
export interface OrderRequest {
  /** Below `/notifications/api/v1`. */
  readonly path: string
  readonly body: object
  readonly sendersReference: string
  /** Addresses and numbers. */
  readonly reaches: readonly string[]
}

const texts = { subject: 'Hei', body: 'Dette er en prøve.' }

const mailTo = (emailAddress: string) => ({ recipientEmail: { emailAddress, emailSettings: texts } })
const addressOf = (name: string) => `${name}@example.no`

export const mailOrder = (name: string, more: object = {}): OrderRequest => ({
  path: '/future/orders',
  body: { idempotencyId: name, sendersReference: name, recipient: mailTo(addressOf(name)), ...more },
  sendersReference: name,
  reaches: [addressOf(name)],
})

export const instantOrder = (name: string): OrderRequest => ({
  path: '/future/orders/instant/email',
  body: { idempotencyId: name, sendersReference: name, ...mailTo(addressOf(name)) },
  sendersReference: name,
  reaches: [addressOf(name)],
})

/** To somebody whose addresses are looked up. @param title of one of those whom the local registers know */
export function lookedUpOrder(name: string, title: string): OrderRequest {
  const found = reachable.find((one) => one.title === title)
  if (found === undefined) throw new Error(`nobody is ${title}`)
  const { recipient, reached } = found
  return { ...mailOrder(name, { recipient }), reaches: reached }
}

let numbers = 90_000_000

/** The older routes know no idempotency id: whoever repeats the request places another order. */
export function largeOrder(name: string, channel: Channel, count: number): OrderRequest {
  const reaches = Array.from({ length: count }, (_, i) =>
    channel === 'email' ? addressOf(`${name}-${i}`) : `+47${numbers++}`,
  )
  const recipients = reaches.map((to) => (channel === 'email' ? { emailAddress: to } : { mobileNumber: to }))
  const settings = channel === 'email' ? texts : { body: texts.body }
  return {
    path: `/orders/${channel}`,
    body: { sendersReference: name, recipients, ...settings },
    sendersReference: name,
    reaches,
  }
}
