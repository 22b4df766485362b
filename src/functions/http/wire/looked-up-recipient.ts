import type * as z from 'zod'
import { isResourceId } from '../../../domain/addresses/resource-id.ts'
import type { Rule } from '../door/rule.ts'
import { isMember } from '../door/scalars.ts'
import { optional, text } from '../door/shape.ts'
import { EmailSendingOptions } from './email-sending-options.ts'
import { NotificationChannel } from './enumerations.ts'
import { resourceActionRules } from './resource-action.ts'
import { SmsSendingOptions } from './sms-sending-options.ts'

/** What persons, organisations and external identities have in common: their address has to be found first. */
export const lookedUpMembers = {
  channelSchema: NotificationChannel,
  emailSettings: optional(EmailSendingOptions),
  smsSettings: optional(SmsSendingOptions),
  resourceId: optional(text()),
  resourceAction: optional(text()),
}

type LookedUp = z.infer<z.ZodObject<typeof lookedUpMembers>>
type Channel = LookedUp['channelSchema']

/** The message names the channels in the reference's words. */
const needsEmail = (id: string, channels: readonly Channel[], named: string): Rule<LookedUp> => ({
  id,
  key: 'EmailSettings',
  holds: ({ channelSchema, emailSettings }) => emailSettings !== undefined || !channels.includes(channelSchema),
  message: `EmailSettings must be set when ChannelSchema is ${named}`,
})

const needsSms = (id: string, channels: readonly Channel[], named: string): Rule<LookedUp> => ({
  id,
  key: 'SmsSettings',
  holds: ({ channelSchema, smsSettings }) => smsSettings !== undefined || !channels.includes(channelSchema),
  message: `SmsSettings must be set when ChannelSchema is ${named}`,
})

/** RB-8 and RB-9 are the rules of the settings themselves. */
export const lookedUpRules: readonly Rule<LookedUp>[] = [
  {
    id: 'RB-1',
    key: 'ChannelSchema',
    holds: ({ channelSchema }) => isMember(channelSchema),
    message: 'Invalid channel scheme value.',
  },
  needsEmail('RB-2', ['EmailAndSms'], 'EmailAndSms'),
  needsSms('RB-3', ['EmailAndSms'], 'EmailAndSms'),
  needsEmail('RB-4', ['EmailPreferred', 'SmsPreferred'], 'SmsPreferred or EmailPreferred'),
  needsSms('RB-5', ['EmailPreferred', 'SmsPreferred'], 'SmsPreferred or EmailPreferred'),
  needsSms('RB-6', ['Sms'], 'Sms'),
  needsEmail('RB-7', ['Email'], 'Email'),
  {
    id: 'RB-10',
    key: 'ResourceId',
    holds: ({ resourceId }) => resourceId === undefined || isResourceId(resourceId),
    message: 'ResourceId must have a valid syntax.',
  },
  ...resourceActionRules('RB-11', 'RB-12'),
]
