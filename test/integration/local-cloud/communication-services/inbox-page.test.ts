import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  startCommunicationServices,
  type CommunicationServicesReady,
} from '../../../local/communication-services/start-communication-services.ts'
import type { Running } from '../../../local/process/serve.ts'
import { handTurnedClock } from './hand-turned-clock.ts'
import { sendSmsRaw, smsTo } from './send-sms-calls.ts'
import { emailTo, quiet, sendRaw } from './started-services.ts'

let services: Running<CommunicationServicesReady>
let ready: CommunicationServicesReady
let clock: ReturnType<typeof handTurnedClock>
let leave: AbortController

beforeEach(async () => {
  clock = handTurnedClock()
  leave = new AbortController()
  services = await startCommunicationServices({ ...quiet, apiUrl: 'http://localhost:7071/api' }, clock)
  ready = services.ready
})
afterEach(async () => {
  leave.abort()
  await services.stop()
})

interface InboxEvent {
  readonly event: string
  readonly total: number
  readonly entries: readonly Record<string, unknown>[]
}

/** The events of one page, one after the other. */
async function* events(query = ''): AsyncGenerator<InboxEvent, never> {
  const response = await fetch(`${ready.url}/inbox/events${query}`, { signal: leave.signal })
  if (response.body === null) throw new Error('there is no stream')
  let text = ''
  for await (const part of response.body) {
    const blocks = (text + Buffer.from(part).toString()).split('\n\n')
    text = blocks.pop() ?? ''
    yield* blocks.map(readEvent)
  }
  throw new Error('the stream ended')
}

function readEvent(block: string): InboxEvent {
  const [, event = '', data = '{}'] = /event: (\w+)\ndata: (.*)/.exec(block) ?? []
  return { event, ...(JSON.parse(data) as Omit<InboxEvent, 'event'>) }
}

const next = async (stream: AsyncGenerator<InboxEvent, never>) => (await stream.next()).value
const get = (path: string) => fetch(ready.url + path)

test('a page is told all there is, then what changes, then that it was emptied', async () => {
  await sendRaw(ready, emailTo('ola@example.no'))
  const stream = events()
  expect(await next(stream)).toMatchObject({ event: 'inbox', total: 1, entries: [{ to: ['ola@example.no'] }] })
  await sendSmsRaw(ready, smsTo('+4790000001'))
  expect(await next(stream)).toMatchObject({
    event: 'changed',
    total: 2,
    entries: [{ channel: 'sms', to: ['+4790000001'], message: 'Hei på deg', segments: 1, tag: 'chunk/1' }],
  })
  await fetch(`${ready.url}/inbox`, { method: 'DELETE' })
  expect(await next(stream)).toEqual({ event: 'inbox', total: 0, entries: [] })
})

test('a repeat changes the message that is there, and counts none more', async () => {
  const operationId = randomUUID()
  await sendRaw(ready, emailTo('ola@example.no'), operationId)
  const stream = events()
  await next(stream)
  await sendRaw(ready, emailTo('ola@example.no'), operationId)
  expect(await next(stream)).toMatchObject({ total: 1, entries: [{ id: operationId, sendRequests: 2 }] })
})

test('the newest come first, of both channels', async () => {
  for (const number of [1, 2]) {
    await sendRaw(ready, emailTo(`${number}@example.no`))
    clock.turn(1)
    await sendSmsRaw(ready, smsTo(`+479000000${number}`))
    clock.turn(1)
  }
  const { entries } = await next(events())
  expect(entries.map(({ to }) => to)).toEqual([['+4790000002'], ['2@example.no'], ['+4790000001'], ['1@example.no']])
})

test('a page has the newest 500 and the number of all', async () => {
  const numbers = Array.from({ length: 600 }, (_, index) => `+479000${String(index).padStart(4, '0')}`)
  for (let first = 0; first < 600; first += 100) await sendSmsRaw(ready, smsTo(...numbers.slice(first, first + 100)))
  const { total, entries } = await next(events())
  expect([total, entries.length, entries[0]?.['to']]).toEqual([600, 500, ['+4790000599']])
  expect(await next(events('?search=4790000000'))).toMatchObject({ total: 1, entries: [{ to: ['+4790000000'] }] })
})

const searches: [string, string, number][] = [
  ['words of subject and text, in any case and order', 'INNHOLD hei', 1],
  ['part of an address', 'ola@', 1],
  ['a tag', 'chunk/1', 1],
  ['a status of a report', 'bounced', 1],
  ['a sender', 'altinn', 1],
  ['what both have', 'hei', 2],
  ['what none has', 'hei nei', 0],
]
test.each(searches)('a search finds %s', async (_, search, total) => {
  await sendRaw(ready, emailTo('bounced+ola@example.no'))
  await sendSmsRaw(ready, smsTo('+4790000001'))
  const found = await next(events(`?search=${encodeURIComponent(search)}`))
  expect([found.total, found.entries.length]).toEqual([total, total])
})

test('a page that searches hears only of what meets the search, and of one channel if it asks for one', async () => {
  const [searching, sms] = [events('?search=kari'), events('?channel=sms')]
  await Promise.all([next(searching), next(sms)])
  await sendRaw(ready, emailTo('ola@example.no'))
  await sendRaw(ready, emailTo('kari@example.no'))
  await sendSmsRaw(ready, smsTo('+4790000001'))
  expect(await next(searching)).toMatchObject({ total: 1, entries: [{ to: ['kari@example.no'] }] })
  expect(await next(sms)).toMatchObject({ total: 1, entries: [{ channel: 'sms' }] })
})

test('an HTML mail is a document in which nothing runs and nothing is loaded from elsewhere', async () => {
  const operationId = randomUUID()
  const html = '<p>Hei</p><style>p { color: red }</style><script>alert(1)</script>'
  await sendRaw(ready, { ...emailTo('ola@example.no'), content: { subject: 'Hei', html } }, operationId)
  const response = await get(`/inbox/emails/${operationId}/html`)
  expect(await response.text()).toContain(html)
  const policy = response.headers.get('content-security-policy')?.split('; ')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain('sandbox allow-popups allow-popups-to-escape-sandbox')
  expect(policy?.filter((directive) => directive.includes('script'))).toEqual([])
  const [entry] = (await next(events())).entries
  expect(entry).toMatchObject({ preview: 'Hei', bodies: ['html'] })
})

test('a text is plain text, whatever it looks like, and a body that is not there is not found', async () => {
  const operationId = randomUUID()
  await sendRaw(ready, { ...emailTo('ola@example.no'), content: { subject: 'Hei', plainText: '<b>Hei' } }, operationId)
  const response = await get(`/inbox/emails/${operationId}/text`)
  expect([response.headers.get('content-type'), await response.text()]).toEqual(['text/plain; charset=utf-8', '<b>Hei'])
  expect((await get(`/inbox/emails/${operationId}/html`)).status).toBe(404)
  expect((await get(`/inbox/emails/${randomUUID()}/text`)).status).toBe(404)
})

test('the page and its parts are served, and nothing else of the folder around it', async () => {
  const page = await get('/')
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  const parts = Array.from((await page.text()).matchAll(/(?:src|href)="(\/page\/[^"]+)"/g), ([, part]) => part ?? '')
  expect(parts.length).toBeGreaterThan(2)
  for (const part of parts) expect([part, (await get(part)).status]).toEqual([part, 200])
  for (const path of ['/page/journal.ts', '/page/..%2fjournal.js', '/page/page-file.ts', '/page/none.js'])
    expect([path, (await get(path)).status]).toEqual([path, 404])
})

test('the page leads to the description of the API, and everywhere else once it knows the start page', async () => {
  const linksNow = async () => (await get('/page/links')).json()
  const own = { api: 'http://localhost:7071/api', orders: false }
  expect(await linksNow()).toEqual({ ...own, swagger: 'http://localhost:7071/swagger' })
  await services.stop()
  services = await startCommunicationServices({ ...quiet, apiUrl: own.api, startUrl: 'http://localhost:7070/' })
  ready = services.ready
  expect(await linksNow()).toEqual({
    ...own,
    start: 'http://localhost:7070/',
    inbox: 'http://localhost:7070/inbox',
    people: 'http://localhost:7070/people',
    swagger: 'http://localhost:7070/swagger',
    docs: 'http://localhost:7070/docs',
  })
})

test('a stop ends pages that are open', async () => {
  const stream = events()
  await next(stream)
  await services.stop()
  await expect(next(stream)).rejects.toThrow()
  services = await startCommunicationServices(quiet)
})
