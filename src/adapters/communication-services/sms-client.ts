import { AsyncLocalStorage } from 'node:async_hooks'
import { SmsClient, type SmsClientOptions } from '@azure/communication-sms'
import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import type { SmsRecipient } from '../../use-cases/courier-ports.ts'
import { isInsecure, type CommunicationConnection } from './connection.ts'

const calls = new AsyncLocalStorage<readonly SmsRecipient[]>()

/** Requests that `run` makes carry the recipients' own repeatability pairs. */
export const withRepeatability = <Result>(recipients: readonly SmsRecipient[], run: () => Promise<Result>) =>
  calls.run(recipients, run)

/**
 * The SDK invents a new pair for every call, so that a call of ours that is repeated would be a new message. Ours
 * replace them: the same attempt has the same pair, however often it is made.
 */
const ownRepeatability: PipelinePolicy = {
  name: 'ownRepeatability',
  sendRequest(request, next) {
    const recipients = calls.getStore()
    if (recipients === undefined) return next(request)
    // Without its pair a repetition would be a second message, so nothing leaves without.
    if (typeof request.body !== 'string') throw new Error('the SDK no longer writes its requests as text')
    const body = JSON.parse(request.body) as { smsRecipients: { to: string }[] }
    const pairs = new Map(recipients.map((recipient) => [recipient.number, pairOf(recipient)]))
    const smsRecipients = body.smsRecipients.map((sent) => ({ ...sent, ...pairs.get(sent.to) }))
    request.body = JSON.stringify({ ...body, smsRecipients })
    return next(request)
  },
}

/** A UUID of version 8 (RFC 9562) and an HTTP date, as the service wants them. */
function pairOf({ attemptId, attemptedAt }: SmsRecipient) {
  const bytes = Buffer.from(attemptId.subarray(0, 16))
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const id = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { repeatabilityRequestId: id, repeatabilityFirstSent: attemptedAt.toUTCString() }
}

export function smsClient(connection: CommunicationConnection): SmsClient {
  const options: SmsClientOptions = {
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: ownRepeatability, position: 'perCall' }],
  }
  if ('connectionString' in connection) {
    const { connectionString } = connection
    return new SmsClient(connectionString, { ...options, allowInsecureConnection: isInsecure(connectionString) })
  }
  return new SmsClient(connection.endpoint, connection.credential, options)
}
