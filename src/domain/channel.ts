/** How a notification reaches its recipient. */
export type Channel = 'email' | 'sms'

/** What an order asks for: a channel, or which of the two to prefer where recipients have both. */
