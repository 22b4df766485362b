import type { SmsClient, SmsSendResult } from '@azure/communication-sms'
import type { RestError } from '@azure/core-rest-pipeline'
import type { SmsResult } from '../../domain/sms-result.ts'
import type { Dispatch, SmsCourier } from '../../use-cases/courier-ports.ts'
import { dispatchOf, dispatchOfRecipient } from './provider-errors.ts'
import { providerName } from './provider-name.ts'
import { withRepeatability } from './sms-client.ts'

const patienceMs = 30_000

/** Sends through Azure Communication Services, which answers for every recipient of a call apart. */
export function communicationServicesSms(client: SmsClient, callMs = patienceMs): SmsCourier {
  return {
    async send({ sender, body, tag, recipients, patienceMs = callMs }) {
      const request = { from: sender, to: recipients.map(({ number }) => number), message: body }
      try {
        const options = { enableDeliveryReport: true, tag, abortSignal: AbortSignal.timeout(patienceMs) }
        const results = await withRepeatability(recipients, () => client.send(request, options))
        const byNumber = new Map(results.map((result) => [result.to, result]))
        return recipients.map(({ number }) => dispatchOfResult(byNumber.get(number)))
      } catch (error) {
        const dispatch = dispatchOf(error, smsRefusal)
        return recipients.map(() => dispatch)
      }
    },
  }
}

/** A recipient that the answer does not speak of may have got the message all the same. */
function dispatchOfResult(result: SmsSendResult | undefined): Dispatch {
  if (result === undefined) return { outcome: 'unknown', code: 'NOT_IN_ANSWER' }
  const { successful, messageId = '', httpStatusCode } = result
  if (successful) return { outcome: 'accepted', receipt: { provider: providerName, reference: messageId } }
  return dispatchOfRecipient({
    status: httpStatusCode,
    isKnown: isRejectedRepetition(result),
    result: refusalOf(result.errorMessage ?? ''),
  })
}

/** It says that there was an earlier attempt, not what became of it. The SDK's type leaves the member out. */
const isRejectedRepetition = (result: SmsSendResult & { repeatabilityResult?: string }) =>
  result.repeatabilityResult === 'rejected'

const smsRefusal = ({ message }: RestError): SmsResult => refusalOf(message)

/** The service names what is wrong with a number in words only. */
const refusalOf = (message: string): SmsResult =>
  /\bTo\b/.test(message) ? 'Failed_InvalidRecipient' : 'Failed_Rejected'
