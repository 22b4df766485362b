import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { smsClient } from '../../../src/adapters/communication-services/sms-client.ts'
import { communicationServicesSms } from '../../../src/adapters/communication-services/sms-courier.ts'
import type { SmsCall, SmsRecipient } from '../../../src/use-cases/courier-ports.ts'
import { readRequest } from '../../local/communication-services/service-request.ts'
import { checkSignature } from '../../local/communication-services/signature.ts'
import { noon, secondsAfter } from '../../unit/domain/sample-order.ts'
import { answeringServer } from '../answering-server.ts'
import { connectionTo, impatientMs } from './started-courier.ts'

interface Sent {
  readonly from: string
  readonly message: string
  readonly smsSendOptions: object
  readonly smsRecipients: readonly {
    readonly to: string
    readonly repeatabilityRequestId: string
    readonly repeatabilityFirstSent: string
  }[]
}

interface Result {
  readonly to: string
  readonly messageId?: string
  readonly httpStatusCode: number
  readonly repeatabilityResult?: string
  readonly successful: boolean
  readonly errorMessage?: string
}

const number = '+4799999999'
const other = '+4790000001'

const recipient = (to: string, attempt = 1): SmsRecipient => ({
  number: to,
  attemptId: Buffer.alloc(32, attempt),
  attemptedAt: secondsAfter(noon, attempt),
})

const callTo = (...recipients: SmsRecipient[]): SmsCall => ({
  sender: 'Altinn',
  body: 'Hei på deg ✉',
  tag: 'the tag of the call',
  recipients,
})

const accepted = (to: string): Result => ({
  to,
  messageId: `Outgoing_${to}`,
  httpStatusCode: 202,
  repeatabilityResult: 'accepted',
  successful: true,
})

const outcomeOf = (to: string) => ({
  outcome: 'accepted',
  receipt: { provider: 'azure-communication-services', reference: `Outgoing_${to}` },
})

/** A service that lets in whoever has signed the request as it came, and answers as it is told. */
async function service(answer: (response: ServerResponse, sent: Sent) => void) {
  const requests: Sent[] = []
  const url = await answeringServer((message, response) => {
    const answered = readRequest(message).then((request) => {
      checkSignature(request, Buffer.from('key'))
      const sent = JSON.parse(request.body.toString()) as Sent
      requests.push(sent)
      answer(response, sent)
    })
    answered.catch(() => json(response, 418, {}))
  })
  const client = smsClient({ connectionString: connectionTo(url) })
  return { requests, courier: (callMs?: number) => communicationServicesSms(client, callMs) }
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const answering = (...results: Result[]) => service((response) => json(response, 202, { value: results }))
const acceptingAll = () =>
  service((response, { smsRecipients }) => json(response, 202, { value: smsRecipients.map(({ to }) => accepted(to)) }))
const refusingAll = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  service((response) => {
    response.setHeaders(new Map(Object.entries(headers)))
    json(response, status, body)
  })

describe('the request of a call', () => {
  test('says who sends what to whom, and asks for a report with its tag', async () => {
    const { courier, requests } = await acceptingAll()
    await courier().send(callTo(recipient(number), recipient(other, 2)))
    expect(requests).toEqual([
      {
        from: 'Altinn',
        message: 'Hei på deg ✉',
        smsSendOptions: { enableDeliveryReport: true, tag: 'the tag of the call' },
        smsRecipients: [
          {
            to: number,
            repeatabilityRequestId: '01010101-0101-8101-8101-010101010101',
            repeatabilityFirstSent: 'Mon, 23 Nov 2026 12:00:01 GMT',
          },
          {
            to: other,
            repeatabilityRequestId: '02020202-0202-8202-8202-020202020202',
            repeatabilityFirstSent: 'Mon, 23 Nov 2026 12:00:02 GMT',
          },
        ],
      },
    ])
  })

  test('is the same when its attempts are repeated, and another for other attempts', async () => {
    const { courier, requests } = await acceptingAll()
    for (const attempt of [1, 1, 2]) await courier().send(callTo(recipient(number, attempt)))
    expect(requests[1]).toEqual(requests[0])
    expect(requests[2]?.smsRecipients[0]).not.toEqual(requests[0]?.smsRecipients[0])
  })

  test('keeps its own pairs beside others of the same client', async () => {
    const { courier, requests } = await acceptingAll()
    const one = courier()
    await Promise.all(Array.from({ length: 20 }, (_, i) => one.send(callTo(recipient(`${other}${i}`, i)))))
    expect(requests).toHaveLength(20)
    for (const { smsRecipients } of requests) {
      const [{ to, repeatabilityRequestId } = { to: '', repeatabilityRequestId: '' }] = smsRecipients
      const byte = Number(to.slice(other.length)).toString(16).padStart(2, '0')
      expect(repeatabilityRequestId.slice(0, 8)).toBe(byte.repeat(4))
    }
  })

  test('is made once, whatever comes of it', async () => {
    const { courier, requests } = await refusingAll(500, {})
    await courier().send(callTo(recipient(number)))
    expect(requests).toHaveLength(1)
  })
})

describe('what is answered of a recipient', () => {
  const result = (changes: Partial<Result>): Result => ({
    to: number,
    httpStatusCode: 400,
    successful: false,
    repeatabilityResult: 'accepted',
    ...changes,
  })

  test.each([
    ['an invalid number', { errorMessage: 'Invalid To phone number format.' }, 'Failed_InvalidRecipient'],
    ['an invalid sender', { errorMessage: 'Invalid From.' }, 'Failed_Rejected'],
    ['no words', {}, 'Failed_Rejected'],
    ['a destination that is not allowed', { httpStatusCode: 403 }, 'Failed_Rejected'],
  ])('%s is refused', async (_, changes, refusal) => {
    const { courier } = await answering(result(changes))
    const code = String(result(changes).httpStatusCode)
    expect(await courier().send(callTo(recipient(number)))).toEqual([{ outcome: 'refused', result: refusal, code }])
  })

  test.each([429, 503])('%i is deferred', async (httpStatusCode) => {
    const { courier } = await answering(result({ httpStatusCode }))
    const deferred = { outcome: 'deferred', seconds: 10, code: String(httpStatusCode) }
    expect(await courier().send(callTo(recipient(number)))).toEqual([deferred])
  })

  test.each([
    ['a failure of the service', { httpStatusCode: 500 }],
    ['a conflict', { httpStatusCode: 409 }],
    ['a good status without success', { httpStatusCode: 202 }],
    ['a repetition after the window', { httpStatusCode: 412, repeatabilityResult: 'rejected' }],
    ['a repetition that is not the same', { httpStatusCode: 400, repeatabilityResult: 'rejected' }],
  ])('%s is unknown', async (_, changes) => {
    const { courier } = await answering(result(changes))
    const unknown = { outcome: 'unknown', code: String(changes.httpStatusCode) }
    expect(await courier().send(callTo(recipient(number)))).toEqual([unknown])
  })

  test('belongs to that recipient, in whatever order it comes', async () => {
    const { courier } = await answering(result({ to: other }), accepted(number))
    expect(await courier().send(callTo(recipient(number), recipient(other, 2)))).toMatchObject([
      outcomeOf(number),
      { outcome: 'refused' },
    ])
  })

  test('may be nothing: who is left out of the answer may have got the SMS', async () => {
    const { courier } = await answering(accepted(other))
    expect(await courier().send(callTo(recipient(number), recipient(other, 2)))).toEqual([
      { outcome: 'unknown', code: 'NOT_IN_ANSWER' },
      outcomeOf(other),
    ])
  })
})

describe('what is answered of a call is answered of all its recipients', () => {
  const both = callTo(recipient(number), recipient(other, 2))
  const twice = (outcome: object) => [outcome, outcome]

  test('429 is deferred for as long as the service says', async () => {
    const { courier } = await refusingAll(429, { error: { code: 'TooManyRequests' } }, { 'retry-after': '7' })
    expect(await courier().send(both)).toEqual(twice({ outcome: 'deferred', seconds: 7, code: '429' }))
  })

  test('401 is ours to mend, and deferred for a minute', async () => {
    const { courier } = await refusingAll(401, { error: { code: 'Denied' } })
    expect(await courier().send(both)).toEqual(twice({ outcome: 'deferred', seconds: 60, code: '401' }))
  })

  test('400 is refused', async () => {
    const { courier } = await refusingAll(400, { title: 'One or more validation errors occurred.', status: 400 })
    expect(await courier().send(both)).toEqual(twice({ outcome: 'refused', result: 'Failed_Rejected', code: '400' }))
  })

  test('500 is unknown', async () => {
    const { courier } = await refusingAll(500, { error: { code: 'InternalServerError' } })
    expect(await courier().send(both)).toEqual(twice({ outcome: 'unknown', code: '500' }))
  })

  test('a lost connection is unknown', async () => {
    const { courier } = await service((response) => void response.socket?.destroy())
    expect(await courier().send(both)).toEqual(twice({ outcome: 'unknown', code: 'ECONNRESET' }))
  })

  test('no answer is unknown', async () => {
    const { courier } = await service(() => undefined)
    expect(await courier(impatientMs).send(both)).toEqual(twice({ outcome: 'unknown', code: 'AbortError' }))
  })

  test('an answer is waited for as long as the call says', async () => {
    const { courier } = await service(() => undefined)
    const call = { ...both, patienceMs: impatientMs }
    expect(await courier(600_000).send(call)).toEqual(twice({ outcome: 'unknown', code: 'AbortError' }))
  })

  test.each(['<html>', '{', '{}', '[]', 'null', '{"value":{}}'])('202 with %s is unknown', async (text) => {
    const { courier } = await service((response) =>
      response.writeHead(202, { 'content-type': 'application/json' }).end(text),
    )
    expect(await courier().send(both)).toMatchObject(twice({ outcome: 'unknown' }))
  })

  test('nobody who listens is deferred: nothing has left', async () => {
    const courier = communicationServicesSms(smsClient({ connectionString: connectionTo('http://127.0.0.1:1') }))
    expect(await courier.send(both)).toEqual(twice({ outcome: 'deferred', seconds: 5, code: 'ECONNREFUSED' }))
  })
})
