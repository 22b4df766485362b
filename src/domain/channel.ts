/** How a notification reaches its recipient. */
export type Channel = 'email' | 'sms'
