import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { runningServices } from './running-services.ts'
import { emailClient, emailTo, inbox, operationStatus, rawRequest, sendRaw } from './started-services.ts'

const services = runningServices()
beforeEach(services.emptyInbox)

test('the SDK sends an e-mail under an id of its own and follows it to success', async () => {
  const operationId = randomUUID()
  const poller = await emailClient(services.ready.connectionString).beginSend(
    {
      ...emailTo('ola@example.no'),
      headers: { 'X-Dialog': '1' },
      replyTo: [{ address: 'svar@example.no', displayName: 'Svar' }],
      attachments: [{ name: 'brev.pdf', contentType: 'application/pdf', contentInBase64: 'QUJDRA==' }],
    },
    { operationId },
  )
  expect(poller.getOperationState().status).toBe('running')
  services.clock.turn(1)
  await poller.poll()
  expect(poller.getResult()).toMatchObject({ id: operationId, status: 'Succeeded' })
  expect(await inbox(services.ready)).toEqual([
    {
      operationId,
      acceptedAt: '2026-11-23T05:00:00.000Z',
      senderAddress: 'noreply@example.no',
      content: { subject: 'Hei', plainText: 'Innhold på norsk' },
      recipients: { to: [{ address: 'ola@example.no' }] },
      headers: { 'X-Dialog': '1' },
      replyTo: [{ address: 'svar@example.no', displayName: 'Svar' }],
      attachments: [{ name: 'brev.pdf', contentType: 'application/pdf', bytes: 4 }],
      sendRequests: 1,
      status: 'Succeeded',
      reports: [expect.objectContaining({ recipient: 'ola@example.no', status: 'Delivered' })],
    },
  ])
})

test('an accepted e-mail is answered 202 with the place of its operation, an id made up if none was given', async () => {
  const { status, headers, body } = await sendRaw(services.ready, emailTo('kari@example.no'))
  expect({ status, body }).toEqual({
    status: 202,
    body: { id: expect.any(String) as string, status: 'Running', error: null },
  })
  expect(headers.get('operation-location')).toBe(
    `${services.ready.url}/emails/operations/${body.id}?api-version=2025-09-01`,
  )
  expect(headers.get('retry-after')).toBe('1')
})

test('Retry-After stands on an operation only while it runs', async () => {
  const operationId = randomUUID()
  await sendRaw(services.ready, emailTo('kari@example.no'), operationId)
  const running = await operationStatus(services.ready, operationId)
  services.clock.turn(1)
  const done = await operationStatus(services.ready, operationId)
  expect([running.body.status, running.headers.get('retry-after')]).toEqual(['Running', '1'])
  expect([done.body.status, done.headers.get('retry-after')]).toEqual(['Succeeded', null])
})

test('an unknown operation is not found', async () => {
  const { status, headers, body } = await operationStatus(services.ready, randomUUID())
  expect([status, headers.get('x-ms-error-code'), body.error?.code]).toEqual([404, 'NotFound', 'NotFound'])
})

test('the same request under the same id is answered alike, makes no second e-mail, and is counted', async () => {
  const operationId = randomUUID()
  const first = await sendRaw(services.ready, emailTo('ola@example.no'), operationId)
  const second = await sendRaw(services.ready, emailTo('ola@example.no'), operationId.toUpperCase())
  expect([second.status, second.body]).toEqual([202, first.body])
  expect(await inbox(services.ready)).toMatchObject([{ operationId, sendRequests: 2 }])
})

test('another request under the same id is refused, naming the id, and changes nothing', async () => {
  const operationId = randomUUID()
  await sendRaw(services.ready, emailTo('ola@example.no'), operationId)
  const { status, body } = await sendRaw(services.ready, emailTo('kari@example.no'), operationId)
  expect([status, body.error?.message]).toEqual([400, expect.stringContaining(operationId)])
  expect(await inbox(services.ready)).toMatchObject([{ recipients: { to: [{ address: 'ola@example.no' }] } }])
})

test('two sends without an id are two e-mails, the newest first', async () => {
  await sendRaw(services.ready, emailTo('ola@example.no'))
  await sendRaw(services.ready, emailTo('kari@example.no'))
  const newestFirst = (await inbox(services.ready)).map(({ recipients }) => recipients.to?.[0]?.address)
  expect(newestFirst).toEqual(['kari@example.no', 'ola@example.no'])
})

test('the inbox can be asked for one recipient or one operation', async () => {
  const operationId = randomUUID()
  await sendRaw(
    services.ready,
    { ...emailTo('ola@example.no'), recipients: { bcc: [{ address: 'Kari@example.no' }] } },
    operationId,
  )
  await sendRaw(services.ready, emailTo('ola@example.no'))
  expect(await inbox(services.ready, '?to=kari@example.no')).toMatchObject([{ operationId }])
  expect(await inbox(services.ready, `?operationId=${operationId}`)).toHaveLength(1)
  expect(await inbox(services.ready, '?to=ingen@example.no')).toEqual([])
})

test('clearing the inbox forgets no operation', async () => {
  const operationId = randomUUID()
  await sendRaw(services.ready, emailTo('ola@example.no'), operationId)
  await fetch(`${services.ready.url}/inbox`, { method: 'DELETE' })
  expect(await inbox(services.ready)).toEqual([])
  expect(await operationStatus(services.ready, operationId)).toMatchObject({ status: 200 })
})

const refused: [string, object, string][] = [
  ['no sender', { senderAddress: undefined }, 'senderAddress'],
  ['a sender that is no address', { senderAddress: 'noreply' }, 'senderAddress'],
  ['no subject', { content: { plainText: 'x' } }, 'content.subject'],
  ['neither text nor html', { content: { subject: 'x', html: '' } }, 'content'],
  ['no recipients', { recipients: undefined }, 'recipients'],
  ['empty recipients', { recipients: { to: [], cc: [] } }, 'recipients'],
  ['51 recipients', emailTo(...Array.from({ length: 51 }, (_, i) => `a${i}@example.no`)), 'recipients'],
  [
    'an attachment that is not base64',
    { attachments: [{ name: 'a', contentType: 'b', contentInBase64: '%' }] },
    'attachments.0.contentInBase64',
  ],
  ['a reply-to that is no address', { replyTo: [{ address: 'x' }] }, 'replyTo.0.address'],
]

test.each(refused)('%s is refused with 400', async (_, change, target) => {
  const { status, headers, body } = await sendRaw(services.ready, { ...emailTo('ola@example.no'), ...change })
  expect([status, headers.get('x-ms-error-code')]).toEqual([400, 'BadRequest'])
  expect(body.error).toMatchObject({ code: 'BadRequest', target })
  expect(await inbox(services.ready)).toEqual([])
})

test('50 recipients are accepted, and each is reported', async () => {
  await sendRaw(services.ready, emailTo(...Array.from({ length: 50 }, (_, i) => `a${i}@example.no`)))
  const [email] = await inbox(services.ready)
  expect(email?.reports).toHaveLength(50)
})

test('the SDK sees an address of invalid format as the service words it', async () => {
  const sending = emailClient(services.ready.connectionString).beginSend(emailTo('ola@example'))
  await expect(sending).rejects.toMatchObject({
    name: 'RestError',
    statusCode: 400,
    code: 'BadRequest',
    message: expect.stringContaining('Invalid format for email address') as string,
  })
})

test('a body that is not JSON is refused with 400', async () => {
  expect(await rawRequest(services.ready, { body: '{' })).toMatchObject({
    status: 400,
    body: { error: { code: 'BadRequest' } },
  })
})

test('a body above 10 MB is refused with 413', async () => {
  const { status, body } = await rawRequest(services.ready, { body: 'x'.repeat(10 * 1024 * 1024 + 1) })
  expect([status, body.error?.code]).toEqual([413, 'RequestEntityTooLarge'])
})

test('an operation id that is no UUID is refused with 400', async () => {
  expect(await sendRaw(services.ready, emailTo('ola@example.no'), '123')).toMatchObject({ status: 400 })
})
