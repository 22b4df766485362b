import { addressOf } from '../load/order-body.ts'

export type Channel = 'email' | 'sms'

/** An order of the first version, with direct addresses. */
export interface LargeOrder {
  readonly channel: Channel
  readonly recipients: number
  /** The number of its first recipient; two orders of one cloud have none in common. */
  readonly first: number
}

const text = 'Les brevet i innboksen. '.repeat(4).trim()

/** Where the simulator's inbox has them. Numbers begin like Norwegian mobile numbers and are nobody's magic ones. */
export function addressesOf({ channel, recipients, first }: LargeOrder): string[] {
  const address = {
    email: (number: string) => addressOf(`bulk-${number}`),
    sms: (number: string) => `+4741${number}`,
  }[channel]
  return Array.from({ length: recipients }, (_, i) => address(String(first + i).padStart(6, '0')))
}

/** @returns a path below `/notifications/api/v1`, and what is posted there */
export function requestFor(order: LargeOrder): { readonly path: string; readonly body: string } {
  const addresses = addressesOf(order)
  return order.channel === 'email'
    ? { path: '/orders/email', body: JSON.stringify(emailOrder(addresses)) }
    : { path: '/orders', body: JSON.stringify(smsOrder(addresses)) }
}

const emailOrder = (addresses: readonly string[]) => ({
  subject: 'Du har et nytt brev',
  body: text,
  recipients: addresses.map((emailAddress) => ({ emailAddress })),
})

const smsOrder = (addresses: readonly string[]) => ({
  notificationChannel: 'Sms',
  smsTemplate: { body: text, senderNumber: 'Altinn' },
  recipients: addresses.map((mobileNumber) => ({ mobileNumber })),
})
