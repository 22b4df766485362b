import type { RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import { emailClients } from '../../../src/adapters/communication-services/email-client.ts'
import { communicationServicesEmail } from '../../../src/adapters/communication-services/email-courier.ts'
import { answeringServer } from '../answering-server.ts'
import { inbox, setFaults } from '../local-cloud/communication-services/started-services.ts'
import { connectionTo, courierOf, emailTo, impatientMs, startedCourier } from './started-courier.ts'

const services = startedCourier()
const send = (address: string) => services.courier().send(emailTo(address))
const mailsTo = (address: string) => inbox(services.ready(), `?to=${encodeURIComponent(address)}`)

describe('an e-mail that is accepted', () => {
  test('is known by its notification', async () => {
    const email = emailTo('ola@example.no')
    expect(await services.courier().send(email)).toEqual({
      outcome: 'accepted',
      receipt: { provider: 'azure-communication-services', reference: email.notification },
    })
    expect(await inbox(services.ready(), `?operationId=${email.notification}`)).toHaveLength(1)
  })

  test.each([
    ['Plain', { subject: 'Før\u2028etter', plainText: 'En "tekst" <æøå>\u2029 ✉' }],
    ['Html', { subject: 'Før\u2028etter', html: 'En "tekst" <æøå>\u2029 ✉' }],
  ] as const)('arrives as it was written (%s)', async (contentType, content) => {
    const email = emailTo('kari@example.no', {
      subject: 'Før\u2028etter',
      body: 'En "tekst" <æøå>\u2029 ✉',
      senderEmailAddress: 'skatt@example.no',
      contentType,
    })
    await services.courier().send(email)
    expect(await inbox(services.ready(), `?operationId=${email.notification}`)).toMatchObject([
      { senderAddress: 'skatt@example.no', content, recipients: { to: [{ address: 'kari@example.no' }] } },
    ])
  })

  test('costs one request: the status question that the SDK adds never leaves', async () => {
    expect(await services.requestsOf(() => send('ola@example.no'))).toEqual({ 'send-email': 1 })
  })

  test('and sent again under the same id is accepted again, and is one e-mail', async () => {
    const email = emailTo('again@example.no')
    expect(await services.courier().send(email)).toEqual(await services.courier().send(email))
    expect(await mailsTo('again@example.no')).toMatchObject([{ sendRequests: 2 }])
  })

  test.each(['bounced', 'failed', 'suppressed', 'forgotten', 'operation-failed', 'unreported'])(
    'is accepted although it ends otherwise (%s)',
    async (word) => expect(await send(`${word}@example.no`)).toMatchObject({ outcome: 'accepted' }),
  )
})

describe('an e-mail that is refused for good', () => {
  test.each([
    ['malformed@example.no', 'Failed_InvalidEmailFormat', 'BadRequest'],
    ['too-large@example.no', 'Failed_PayloadTooLarge', 'RequestEntityTooLarge'],
  ])('%s is %s', async (address, result, code) => {
    expect(await send(address)).toEqual({ outcome: 'refused', result, code })
    expect(await mailsTo(address)).toEqual([])
  })

  test.each([
    ['InvalidSenderUserName', 'Failed'],
    ['EmailDroppedAllRecipientsSuppressed', 'Failed_SupressedRecipient'],
  ])('400 %s is %s', async (code, result) => {
    await setFaults(services.ready(), { refuse: { status: 400, code } })
    expect(await send('ola@example.no')).toEqual({ outcome: 'refused', result, code })
  })
})

describe('an e-mail that was not taken, through no fault of its own', () => {
  test.each([
    ['throttled-7s@example.no', 7, 'TooManyRequests'],
    ['throttled-3600s@example.no', 3600, 'TooManyRequests'],
    ['unavailable-90s@example.no', 90, 'ServiceUnavailable'],
    ['unavailable@example.no', 10, 'ServiceUnavailable'],
  ])('%s is deferred for %i seconds', async (address, seconds, code) => {
    expect(await send(address)).toEqual({ outcome: 'deferred', seconds, code })
    expect(await mailsTo(address)).toEqual([])
  })

  test.each([
    [401, 'Denied'],
    [403, 'Forbidden'],
    [404, 'DomainNotLinked'],
    [408, 'RequestTimeout'],
  ])('%i %s is ours to mend, and deferred for a minute', async (status, code) => {
    await setFaults(services.ready(), { refuse: { status, code } })
    expect(await send('ola@example.no')).toEqual({ outcome: 'deferred', seconds: 60, code })
  })

  test('is not tried again by the SDK', async () => {
    expect(await services.requestsOf(() => send('throttled@example.no'))).toEqual({ 'send-email': 1 })
    expect(await services.requestsOf(() => send('server-error@example.no'))).toEqual({ 'send-email': 1 })
    expect(await services.requestsOf(() => send('connection-reset@example.no'))).toEqual({ 'send-email': 1 })
  })

  test('is deferred when nothing listens', async () => {
    expect(await courierOf(connectionTo('http://127.0.0.1:1')).send(emailTo('ola@example.no'))).toEqual({
      outcome: 'deferred',
      seconds: 5,
      code: 'ECONNREFUSED',
    })
  })

  test('is deferred when our identity gets no token', async () => {
    const failure = Object.assign(new Error('no token'), { name: 'CredentialUnavailableError' })
    const credential = { getToken: () => Promise.reject(failure) }
    const courier = communicationServicesEmail(emailClients({ endpoint: 'https://127.0.0.1:1', credential }))
    expect(await courier.send(emailTo('ola@example.no'))).toEqual({
      outcome: 'deferred',
      seconds: 60,
      code: 'CredentialUnavailableError',
    })
  })
})

describe('an e-mail that may have been taken', () => {
  test.each([
    ['server-error', 'InternalServerError', 0],
    ['connection-reset', 'ECONNRESET', 0],
    ['hangs', 'AbortError', 0],
    ['answer-lost', 'ECONNRESET', 1],
    ['answer-withheld', 'AbortError', 1],
    ['answer-error', 'InternalServerError', 1],
  ])('%s is unknown (%s), whether %i arrived', async (word, code, arrived) => {
    const impatient = services.courier(code === 'AbortError' ? impatientMs : undefined)
    expect(await impatient.send(emailTo(`${word}+who@example.no`))).toEqual({ outcome: 'unknown', code })
    expect(await mailsTo(`${word}+who@example.no`)).toHaveLength(arrived)
  })

  test('is waited for as long as the e-mail says', async () => {
    const email = emailTo('hangs+said@example.no', { patienceMs: impatientMs })
    expect(await services.courier(600_000).send(email)).toEqual({ outcome: 'unknown', code: 'AbortError' })
  })

  test('is unknown when the service has another e-mail under its id', async () => {
    const email = emailTo('first@example.no')
    await services.courier().send(email)
    const other = await services.courier().send({ ...email, address: 'other@example.no' })
    expect(other).toEqual({ outcome: 'unknown', code: 'BadRequest' })
  })

  test('is unknown when the service knows its id and says only that', async () => {
    const email = emailTo('ola@example.no')
    await services.courier().send(email)
    await setFaults(services.ready(), { repeats: 'conflict' })
    expect(await services.courier().send(email)).toEqual({ outcome: 'unknown', code: 'Conflict' })
  })

  test.each([
    [500, 'InternalServerError'],
    [502, 'BadGateway'],
    [504, 'GatewayTimeout'],
  ])('is unknown after %i', async (status, code) => {
    await setFaults(services.ready(), { refuse: { status, code } })
    expect(await send('ola@example.no')).toEqual({ outcome: 'unknown', code })
  })
})

describe('an answer that the simulator would not give', () => {
  const answered = async (listener: RequestListener) =>
    courierOf(connectionTo(await answeringServer(listener))).send(emailTo('ola@example.no'))
  const retryAfter = (value: string) =>
    answered((_, response) => response.writeHead(429, { 'retry-after': value }).end('{}'))

  test('Retry-After may be a date', async () => {
    const dispatch = await retryAfter(new Date(Date.now() + 90_000).toUTCString())
    expect(dispatch).toMatchObject({ outcome: 'deferred', code: '429' })
    const seconds = 'seconds' in dispatch ? dispatch.seconds : 0
    expect(seconds).toBeGreaterThan(60)
    expect(seconds).toBeLessThanOrEqual(90)
  })

  test.each([
    ['a date that has passed', 'Mon, 23 Nov 2020 12:00:00 GMT', 1],
    ['zero', '0', 1],
    ['a negative number', '-5', 1],
    ['no time at all', 'soon', 10],
    ['nothing', '', 10],
  ])('Retry-After may be %s', async (_, value, seconds) => {
    expect(await retryAfter(value)).toMatchObject({ outcome: 'deferred', seconds })
  })

  test('an acceptance that cannot be read is unknown', async () => {
    const json = { 'content-type': 'application/json', 'operation-location': '/emails/operations/x' }
    expect(await answered((_, response) => response.writeHead(202, json).end('<html>'))).toMatchObject({
      outcome: 'unknown',
    })
  })

  test('an acceptance that breaks off is unknown', async () => {
    const dispatch = await answered((request, response) => {
      response.writeHead(202, { 'content-type': 'application/json', 'content-length': '100' }).write('{')
      setTimeout(() => request.socket.destroy(), 20)
    })
    expect(dispatch).toMatchObject({ outcome: 'unknown' })
  })

  test('an acceptance without the place of its operation is one all the same', async () => {
    const json = { 'content-type': 'application/json' }
    const body = JSON.stringify({ id: 'x', status: 'Running' })
    expect(await answered((_, response) => response.writeHead(202, json).end(body))).toMatchObject({
      outcome: 'accepted',
    })
  })

  test('a page of a gateway instead of an error is judged by its status', async () => {
    const page = (status: number) =>
      answered((_, response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Oops</h1>'))
    expect(await page(502)).toEqual({ outcome: 'unknown', code: '502' })
    expect(await page(403)).toEqual({ outcome: 'deferred', seconds: 60, code: '403' })
  })
})
