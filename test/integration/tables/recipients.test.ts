import { expect, test } from 'vitest'
import { keyedHashes } from '../../../src/adapters/system/hashes.ts'
import { tableRecipients } from '../../../src/adapters/tables/recipients.ts'
import type { Identity } from '../../../src/domain/identity.ts'
import type { RecipientRow } from '../../../src/domain/recipient-row.ts'
import { noon, sampleOrder, secondsAfter } from '../../unit/domain/sample-order.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const hashes = keyedHashes(Buffer.alloc(32, 1))
const recipients = () => tableRecipients(tables.client('recipients'), hashes)

let people = 0
/** Nobody whom another test knows. */
const somebody = (): Identity => ({ kind: 'nationalIdentityNumber', number: String(10_000_000_000 + ++people) })
const row = (identity: Identity, changes: Partial<RecipientRow> = {}): RecipientRow => ({
  identity,
  requestedSendTime: noon,
  order: sampleOrder().id,
  segment: 1,
  ...changes,
})
const always = { from: new Date(0), to: new Date('9999-12-31T23:59:59.999Z') }

test('what is found comes latest first, of the interval only, its end left out', async () => {
  const identity = somebody()
  const rows = [-86_400, -1, 0, 1, 86_399, 86_400].map((seconds) =>
    row(identity, { requestedSendTime: secondsAfter(noon, seconds) }),
  )
  await recipients().put(rows)
  const interval = { from: noon, to: secondsAfter(noon, 86_400) }
  expect(await recipients().find(identity, interval)).toEqual([rows[4], rows[3], rows[2]])
  expect(await recipients().find(identity, always)).toEqual(rows.toReversed())
})

test('a millisecond decides', async () => {
  const identity = somebody()
  const at = (milliseconds: number) => new Date(noon.getTime() + milliseconds)
  const rows = [0, 1, 2].map((milliseconds) => row(identity, { requestedSendTime: at(milliseconds) }))
  await recipients().put(rows)
  expect(await recipients().find(identity, { from: at(1), to: at(2) })).toEqual([rows[1]])
})

test('orders for the last moment that there is are found, too', async () => {
  const identity = somebody()
  const last = row(identity, { requestedSendTime: always.to })
  await recipients().put([last])
  expect(await recipients().find(identity, { from: noon, to: new Date(always.to.getTime() + 1) })).toEqual([last])
  expect(await recipients().find(identity, always)).toEqual([])
})

test('nobody finds another, nor a person an organisation of the same number', async () => {
  const [identity, other] = [somebody(), somebody()]
  await recipients().put([row(identity)])
  expect(await recipients().find(other, always)).toEqual([])
  expect(await recipients().find({ ...identity, kind: 'organizationNumber' }, always)).toEqual([])
})

test('no row tells whom it is about', async () => {
  const identity = somebody()
  await recipients().put([row(identity)])
  const rows = await Array.fromAsync(tables.client('recipients').listEntities())
  expect(JSON.stringify(rows)).not.toContain(identity.number)
})

test('a row that is written again is one row, and one that is removed again is gone', async () => {
  const identity = somebody()
  const [kept, removed] = [row(identity), row(identity, { segment: 2 })]
  for (let i = 0; i < 2; i++) await recipients().put([kept, removed])
  expect(await recipients().find(identity, always)).toHaveLength(2)
  for (let i = 0; i < 2; i++) await recipients().remove([removed])
  expect(await recipients().find(identity, always)).toEqual([kept])
})
