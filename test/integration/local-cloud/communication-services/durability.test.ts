import { randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CommunicationServicesReady } from '../../../local/communication-services/start-communication-services.ts'
import { spawnProcess, type Child } from '../../../local/process/spawn.ts'
import { emailTo, inbox, operationStatus, quiet, rawRequest, sendRaw } from './started-services.ts'

type Services = Child<CommunicationServicesReady>

let folder: string
let running: Services[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'communication-services-'))
  running = []
})
afterEach(async () => {
  for (const services of running) await services.kill()
  await rm(folder, { recursive: true })
})

async function start(): Promise<Services> {
  const main = new URL('../../../local/communication-services/main.ts', import.meta.url)
  const options = { ...quiet, folder, reportDelayMs: 60_000 }
  const services = await spawnProcess<CommunicationServicesReady>({ main, options, onLine: () => undefined })
  running.push(services)
  return services
}

const counts = async (services: Services) => (await services.inspect<Record<'email' | 'sms', object>>()).value

test('what was answered 202 is still there after kill -9: e-mails, operations, counts and owed reports', async () => {
  const first = await start()
  const operationId = randomUUID()
  await sendRaw(first.ready, emailTo('ola@example.no'), operationId)
  await sendRaw(first.ready, emailTo('ola@example.no'), operationId)
  await sendRaw(first.ready, emailTo('throttled-2x@example.no'))
  const before = await inbox(first.ready)
  await first.kill()

  const second = await start()
  expect(await inbox(second.ready)).toEqual(before)
  expect(before).toMatchObject([{ operationId, sendRequests: 2 }])
  expect((await operationStatus(second.ready, operationId)).status).toBe(200)
  expect(await counts(second)).toMatchObject({ email: { accepted: 1, reportsOwed: 1 } })
  expect((await sendRaw(second.ready, emailTo('throttled-2x@example.no'))).status).toBe(429)
  expect((await sendRaw(second.ready, emailTo('throttled-2x@example.no'))).status).toBe(202)
})

test('a process killed under load has every e-mail that it answered for', async () => {
  const first = await start()
  const answered: string[] = []
  const sendUntilEnd = async () => {
    for (;;) {
      const operationId = randomUUID()
      const { status } = await sendRaw(first.ready, emailTo('ola@example.no'), operationId)
      if (status === 202) answered.push(operationId)
    }
  }
  const senders = Array.from({ length: 8 }, () => sendUntilEnd().catch(() => undefined))
  while (answered.length < 100) await new Promise(setImmediate)
  await first.kill()
  await Promise.all(senders)

  const kept = new Set((await inbox((await start()).ready)).map(({ operationId }) => operationId))
  expect(answered.filter((operationId) => !kept.has(operationId))).toEqual([])
})

test('half a line at the end of the journal is cut off, and writing goes on behind it', async () => {
  const first = await start()
  await sendRaw(first.ready, emailTo('ola@example.no'))
  await first.kill()
  await appendFile(join(folder, 'journal.jsonl'), '{"fact":"email-acc')

  const second = await start()
  await sendRaw(second.ready, emailTo('kari@example.no'))
  await second.stop()
  expect(await inbox((await start()).ready)).toHaveLength(2)
})

test('a journal damaged in its middle is refused by the number of the line', async () => {
  await writeFile(join(folder, 'journal.jsonl'), '{"fact":"inbox-cleared"}\nx\n{"fact":"inbox-cleared"}\n')
  await expect(start()).rejects.toThrow('communication-services did not start: line 2 of journal.jsonl is not JSON')
})

test('a folder in use is refused in one line, and is free again after kill -9 and after a stop', async () => {
  const first = await start()
  await expect(start()).rejects.toThrow(`did not start: the folder ${folder} is in use by another instance`)
  await first.kill()
  const second = await start()
  await second.stop()
  await start()
})

test('a cleared inbox stays cleared after a restart', async () => {
  const first = await start()
  await sendRaw(first.ready, emailTo('ola@example.no'))
  await fetch(`${first.ready.url}/inbox`, { method: 'DELETE' })
  await first.kill()
  const second = await start()
  expect(await inbox(second.ready)).toEqual([])
  expect(await counts(second)).toMatchObject({ email: { accepted: 1 } })
})

test('an orderly stop ends connections that still wait for an answer', async () => {
  const services = await start()
  const hanging = rawRequest(services.ready, { body: JSON.stringify(emailTo('hangs@example.no')) }).catch(
    (error: unknown) => error,
  )
  await sendRaw(services.ready, emailTo('ola@example.no'))
  await services.stop()
  expect(await services.ended).toBe(0)
  expect(await hanging).toMatchObject({ name: 'TypeError', message: 'fetch failed' })
  expect(await readFile(join(folder, 'journal.jsonl'), 'utf8')).toContain('email-refused')
})
