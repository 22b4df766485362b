import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyedHashes } from '../../../src/adapters/system/hashes.ts'
import { tableNotificationLog } from '../../../src/adapters/tables/notification-log.ts'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import type { LogEntry } from '../../../src/domain/log-entry.ts'
import { noon, sampleOrder, secondsAfter } from '../../unit/domain/sample-order.ts'
import { newCreator } from './feed-entries.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const hashes = keyedHashes(Buffer.alloc(32, 1))
const log = () => tableNotificationLog(tables.client('log'), hashes)

const entry = (changes: Partial<LogEntry> = {}): LogEntry => ({
  notification: notificationIdOf(sampleOrder().id, 1, 1),
  creator: 'ttd',
  type: 'Notification',
  channel: 'email',
  destination: 'ola@example.no',
  result: 'Delivered',
  requestedSendTime: noon,
  lastUpdate: secondsAfter(noon, 60),
  ...changes,
})
const idsOf = (entries: readonly LogEntry[]) => entries.map(({ notification }) => notification).toSorted()

test('an entry comes back as it was, by its dialog, by its transmission and by both', async () => {
  const creator = newCreator()
  const both = entry({ creator, dialogId: 'd1', transmissionId: 't1' })
  const dialogOnly = entry({ creator, dialogId: 'd1' })
  const other = entry({ creator, dialogId: 'd2', transmissionId: 't1' })
  await log().put([both, dialogOnly, other])
  expect(idsOf(await log().find(creator, { dialogId: 'd1' }))).toEqual(idsOf([both, dialogOnly]))
  expect(idsOf(await log().find(creator, { transmissionId: 't1' }))).toEqual(idsOf([both, other]))
  expect(await log().find(creator, { dialogId: 'd1', transmissionId: 't1' })).toEqual([both])
  expect(await log().find(creator, { dialogId: 'd2', transmissionId: 't2' })).toEqual([])
})

test('only the very same id finds it', async () => {
  const creator = newCreator()
  await log().put([entry({ creator, dialogId: 'Dialog' })])
  for (const dialogId of ['dialog', 'Dialog ', 'Dialo', 'Dialog-', '']) {
    expect(await log().find(creator, { dialogId })).toEqual([])
  }
  expect(await log().find(creator, { transmissionId: 'Dialog' })).toEqual([])
})

test('no creator sees what is another’s', async () => {
  const [creator, other] = [newCreator(), newCreator()]
  await log().put([entry({ creator, dialogId: 'd' })])
  expect(await log().find(other, { dialogId: 'd' })).toEqual([])
})

test('an entry that is written again is one entry, and one that is removed again is gone from everywhere', async () => {
  const creator = newCreator()
  const [kept, removed] = [1, 2].map(() => entry({ creator, dialogId: 'd', transmissionId: 't' }))
  if (kept === undefined || removed === undefined) throw new Error('there are two')
  for (let i = 0; i < 2; i++) await log().put([kept, removed])
  expect(await log().find(creator, { dialogId: 'd' })).toHaveLength(2)
  for (let i = 0; i < 2; i++) await log().remove([removed])
  expect(await log().find(creator, { dialogId: 'd' })).toEqual([kept])
  expect(await log().find(creator, { transmissionId: 't' })).toEqual([kept])
})

test('the entries of many dialogs of one creator travel together', async () => {
  const creator = newCreator()
  const entries = Array.from({ length: 60 }, (_, i) => entry({ creator, dialogId: `d${i}` }))
  // The first goes at once, the others while it is on its way.
  expect(await tables.requestsOf(() => log().put(entries))).toEqual({ upsert: 1, transaction: 1 })
})

test('ids of any length and any character are taken, and are not part of any key', async () => {
  const creator = newCreator()
  for (const dialogId of ['/\\#?\u2028\u0000', randomBytes(90_000).toString('base64')]) {
    const strange = entry({ creator, dialogId, transmissionId: dialogId })
    await log().put([strange])
    expect(await log().find(creator, { dialogId })).toEqual([strange])
  }
})
