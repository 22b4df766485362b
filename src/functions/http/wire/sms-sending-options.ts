import { isMember } from '../door/scalars.ts'
import { object, optional, preset, ruled, text } from '../door/shape.ts'
import { SendingTimePolicy } from './enumerations.ts'

const plain = object('.Sms.SmsSendingOptionsExt', {
  body: text(),
  sender: optional(text()),
  sendingTimePolicy: preset(SendingTimePolicy, 'Daytime'),
})

/** SO-1, a blank body, is reported as missing before any rule runs. */
export const SmsSendingOptions = ruled(plain, [
  {
    id: 'SO-2',
    key: 'SendingTimePolicy',
    holds: ({ sendingTimePolicy }) => isMember(sendingTimePolicy),
    message: 'SMS only supports send time daytime and anytime',
  },
])
