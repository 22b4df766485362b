import { randomUUID } from 'node:crypto'
import { SmsClient } from '@azure/communication-sms'
import type { AcceptedSms } from '../../../local/communication-services/sms/accepted-sms.ts'
import type { CommunicationServicesReady } from '../../../local/communication-services/start-communication-services.ts'
import { rawRequest } from './started-services.ts'

export const smsClient = (connectionString: string) =>
  new SmsClient(connectionString, { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } })

/** A call as the SDK makes it: an own repeatability pair for every recipient. */
export const smsTo = (...numbers: string[]) => ({
  from: 'Altinn',
  smsRecipients: numbers.map((to) => ({
    to,
    repeatabilityRequestId: randomUUID(),
    repeatabilityFirstSent: new Date().toUTCString(),
  })),
  message: 'Hei på deg',
  smsSendOptions: { enableDeliveryReport: true, tag: 'chunk/1' },
})

/** One recipient's part of the answer. */
export interface SmsResult {
  readonly to: string
  readonly messageId?: string
  readonly httpStatusCode: number
  readonly repeatabilityResult?: 'accepted' | 'rejected'
  readonly successful: boolean
  readonly errorMessage?: string
}

export async function sendSmsRaw(ready: CommunicationServicesReady, call: unknown, version = '2021-03-07') {
  const target = `/sms?api-version=${version}`
  const answer = await rawRequest(ready, { target, body: JSON.stringify(call), timeoutMs: 500 })
  return { ...answer, results: (answer.body as { value?: SmsResult[] }).value ?? [] }
}

export async function smsInbox({ url }: CommunicationServicesReady, query = ''): Promise<AcceptedSms[]> {
  const response = await fetch(`${url}/inbox/sms${query}`)
  return (await response.json()) as AcceptedSms[]
}
