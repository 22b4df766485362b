import type { EmailClient, EmailMessage } from '@azure/communication-email'
import { RestError } from '@azure/core-rest-pipeline'
import { TransientFault } from '../../domain/faults.ts'
import type { Dispatch, Email, EmailCourier, Inquiry } from '../../use-cases/courier-ports.ts'
import { emailRefusal, failureOf } from './email-errors.ts'
import { dispatchOf, retryAfterSeconds } from './provider-errors.ts'
import { providerName } from './provider-name.ts'

const patienceMs = 30_000

/**
 * Sends through Azure Communication Services. The operation id is the notification's id: the service takes an
 * operation once, and its delivery reports carry the id as `messageId`.
 */
export function communicationServicesEmail(
  { sender, asker }: { sender: EmailClient; asker: EmailClient },
  callMs = patienceMs,
): EmailCourier {
  return {
    async send(email): Promise<Dispatch> {
      try {
        const abortSignal = AbortSignal.timeout(email.patienceMs ?? callMs)
        await sender.beginSend(messageOf(email), { operationId: email.notification, abortSignal })
        return { outcome: 'accepted', receipt: receiptOf(email.notification) }
      } catch (error) {
        return dispatchOf(error, emailRefusal)
      }
    },
    async ask(notification): Promise<Inquiry> {
      try {
        const resumeFrom = operationState(notification)
        // Without a message nothing is sent: the SDK resumes the operation and asks for its status once.
        const abortSignal = AbortSignal.timeout(callMs)
        await asker.beginSend(undefined as never, { resumeFrom, abortSignal })
        return { outcome: 'accepted', receipt: receiptOf(notification) }
      } catch (error) {
        return inquiryOf(error)
      }
    },
  }
}

const receiptOf = (reference: string) => ({ provider: providerName, reference })

function messageOf({ senderEmailAddress, subject, body, contentType, address }: Email): EmailMessage {
  const content = contentType === 'Html' ? { subject, html: body } : { subject, plainText: body }
  return { senderAddress: senderEmailAddress, content, recipients: { to: [{ address: address.trim() }] } }
}

/** The poller's own serialised form, made from nothing but the operation's id. */
const operationState = (id: string) =>
  JSON.stringify({
    state: {
      status: 'running',
      config: { metadata: { mode: 'OperationLocation' }, operationLocation: `/emails/operations/${id}` },
    },
  })

function inquiryOf(error: unknown): Inquiry {
  if (error instanceof RestError) {
    if (error.statusCode === 404) return { outcome: 'not-found' }
    const retryAfter = retryAfterSeconds(error)
    throw new TransientFault('EMAIL_STATUS_UNAVAILABLE', {
      ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
      cause: error,
    })
  }
  const code = endOf(error instanceof Error ? error.message : '')
  if (code === undefined) throw new TransientFault('EMAIL_STATUS_UNAVAILABLE', { cause: error })
  return { outcome: 'failed', result: failureOf(code), code }
}

/** The SDK tells how an operation ended in words only; undefined when they tell of something else. */
function endOf(message: string): string | undefined {
  if (message === 'Operation was canceled') return 'Canceled'
  const failed = /^The long-running operation has failed(?:\. (\w+)\.)?/.exec(message)
  return failed === null ? undefined : (failed[1] ?? 'Failed')
}
