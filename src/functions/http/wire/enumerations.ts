import { enumeration } from '../door/shape.ts'

export const NotificationChannel = enumeration('.NotificationChannelExt', {
  Email: 0,
  Sms: 1,
  EmailPreferred: 2,
  SmsPreferred: 3,
  EmailAndSms: 4,
})

export const EmailContentType = enumeration('.EmailContentTypeExt', { Plain: 0, Html: 1 })

export const SendingTimePolicy = enumeration('.SendingTimePolicyExt', { Anytime: 1, Daytime: 2 })
