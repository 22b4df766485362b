import type { Channel } from './channel.ts'
import { emailExpiry } from './order.ts'
import { smsExpiry } from './send-window.ts'
import type { SendingTimePolicy } from './sending-time-policy.ts'

interface Planned {
  readonly requestedSendTime: Date
  readonly policy?: SendingTimePolicy
}

/** After this moment nothing is sent any more. SMS without a policy leaves in the daytime. */
export const expiryOf = (channel: Channel, { requestedSendTime, policy }: Planned) =>
  channel === 'email' ? emailExpiry(requestedSendTime) : smsExpiry(requestedSendTime, policy ?? 'Daytime')
