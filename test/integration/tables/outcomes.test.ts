import { expect, test } from 'vitest'
import { tableOutcomes } from '../../../src/adapters/tables/outcomes.ts'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import type { Outcome } from '../../../src/domain/outcome.ts'
import type { Outcomes } from '../../../src/use-cases/ports.ts'
import { noon, sampleOrder } from '../../unit/domain/sample-order.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const outcomes = (shards = 4) => tableOutcomes(tables.client('outcomes'), { shards })

const email = (day: string): Outcome => ({
  notification: notificationIdOf(sampleOrder().id, 1, 1),
  channel: 'email',
  day,
  creator: 'ttd',
  sendersReference: 'ref-1',
  resourceId: 'urn:altinn:resource:x',
  requestedSendTime: noon,
  result: 'Delivered',
  providerReference: 'op-1',
})
const sms = (day: string): Outcome => {
  const { sendersReference: _, resourceId: _resource, ...plain } = email(day)
  return { ...plain, channel: 'sms', sms: { rate: 'utland', numberPrefix: '+461', parts: 2, bodyLength: 200 } }
}

async function all(of: Outcomes, query: Pick<Outcome, 'day' | 'channel'>): Promise<Outcome[]> {
  const found: Outcome[] = []
  let next: string | undefined
  do {
    const page = await of.page(query, next)
    found.push(...page.outcomes)
    next = page.next
  } while (next !== undefined)
  return found.toSorted((one, other) => (one.notification < other.notification ? -1 : 1))
}
const sorted = (some: readonly Outcome[]) =>
  some.toSorted((one, other) => (one.notification < other.notification ? -1 : 1))

test('they come back as they were, by day and channel, from all shards', async () => {
  const [emails, texts] = [Array.from({ length: 9 }, () => email('2026-01-10')), [sms('2026-01-10'), sms('2026-01-10')]]
  await outcomes().put([...emails, ...texts, email('2026-01-11'), email('2026-01-09')])
  expect(await all(outcomes(), { day: '2026-01-10', channel: 'email' })).toEqual(sorted(emails))
  expect(await all(outcomes(), { day: '2026-01-10', channel: 'sms' })).toEqual(sorted(texts))
  expect(await all(outcomes(), { day: '2026-01-12', channel: 'sms' })).toEqual([])
})

test('one that is written again is one', async () => {
  const one = email('2026-01-20')
  for (let i = 0; i < 3; i++) await outcomes().put([one])
  expect(await all(outcomes(), { day: '2026-01-20', channel: 'email' })).toEqual([one])
})

test('those of one shard travel together', async () => {
  const many = Array.from({ length: 48 }, () => email('2026-01-30'))
  // The first goes at once, the others while it is on its way.
  expect(await tables.requestsOf(() => outcomes(1).put(many))).toEqual({ upsert: 1, transaction: 1 })
})

test('more than a page are read page by page, and erased page by page, and nothing younger with them', async () => {
  const [old, young] = [Array.from({ length: 1_050 }, () => email('2025-12-30')), email('2025-12-31')]
  await outcomes(1).put([...old, young])
  expect(await all(outcomes(), { day: '2025-12-30', channel: 'email' })).toEqual(sorted(old))
  let pages = 0
  while (await outcomes().eraseBefore('2025-12-31')) pages += 1
  expect(pages).toBe(2)
  expect(await all(outcomes(), { day: '2025-12-30', channel: 'email' })).toEqual([])
  expect(await all(outcomes(), { day: '2025-12-31', channel: 'email' })).toEqual([young])
})
