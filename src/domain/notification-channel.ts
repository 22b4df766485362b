import type { Channel } from './channel.ts'

/** How an order reaches its recipients, as its creator chose; the words are the wire's. */
export type NotificationChannel = 'Email' | 'Sms' | 'EmailPreferred' | 'SmsPreferred' | 'EmailAndSms'

const kinds: Readonly<Record<NotificationChannel, readonly Channel[]>> = {
  Email: ['email'],
  Sms: ['sms'],
  EmailPreferred: ['email', 'sms'],
  SmsPreferred: ['sms', 'email'],
  EmailAndSms: ['email', 'sms'],
}

/** The kinds of address that serve the channel, the preferred one first. */
export const kindsOf = (channel: NotificationChannel): readonly Channel[] => kinds[channel]

/** One kind of address is enough, and only one is used. */
export const isPreference = (channel: NotificationChannel) => channel === 'EmailPreferred' || channel === 'SmsPreferred'
