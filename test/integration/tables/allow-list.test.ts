import { beforeEach, describe, expect, test } from 'vitest'
import { tableAllowList } from '../../../src/adapters/tables/allow-list.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { noon, secondsAfter } from '../../unit/domain/sample-order.ts'
import { standingTime } from './standing-time.ts'
import { rowsOf, startedTables } from './started-tables.ts'

const tables = startedTables()
const partitionKey = 'sms-allow-list'

const list = (time = standingTime()) => tableAllowList(tables.client('switches'), time)
const add = (row: { number?: string; expires?: Date }, rowKey: string = crypto.randomUUID()) =>
  tables.client('switches').upsertEntity({ partitionKey, rowKey, ...row })
const remove = (rowKey: string) => tables.client('switches').deleteEntity(partitionKey, rowKey)

beforeEach(async () => {
  for (const rowKey of (await rowsOf(tables.client('switches'), partitionKey)).keys()) await remove(rowKey)
})

describe('a number is allowed', () => {
  test.each([
    ['that is listed', '+4799999999'],
    ['that is listed with spaces', ' +47 999 99 999'],
    ['that is listed with 00 in front', '004799999999'],
    ['whose beginning is listed', '+47999*'],
    ['when every number is', '*'],
  ])('%s', async (_, number) => {
    await add({ number })
    expect(await list().allows('+4799999999')).toBe(true)
  })
})

describe('a number is not allowed', () => {
  test.each([
    ['that is not listed', '+4799999998'],
    ['that only begins like one that is listed', '+479999999'],
    ['that is only a part of one that is listed', '+47999999999'],
    ['with another beginning', '+46*'],
    ['that is listed without country code', '99999999'],
    ['because of an empty row', ''],
    ['because of a row without number', undefined],
  ])('%s', async (_, number) => {
    await add(number === undefined ? {} : { number })
    expect(await list().allows('+4799999999')).toBe(false)
  })

  test('because of what other rows of the table say', async () => {
    await tables.client('switches').upsertEntity({ partitionKey: 'sms-other', rowKey: 'x', number: '+4799999999' })
    expect(await list().allows('+4799999999')).toBe(false)
  })
})

test('a number is allowed until its row expires, whenever that was read', async () => {
  await add({ number: '+4799999999', expires: secondsAfter(noon, 30) })
  const time = standingTime()
  const allowed = list(time)
  time.passSeconds(29.999)
  expect(await allowed.allows('+4799999999')).toBe(true)
  time.passSeconds(0.001)
  expect(await tables.requestsOf(async () => expect(await allowed.allows('+4799999999')).toBe(false))).toEqual({})
})

test('looking is free for a minute, then what testers have changed is seen', async () => {
  const time = standingTime()
  const allowed = list(time)
  const look = () => allowed.allows('+4799999999')
  expect(await look()).toBe(false)
  await add({ number: '+4799999999' }, 'tester')
  time.passSeconds(59.999)
  expect(await tables.requestsOf(async () => expect(await look()).toBe(false))).toEqual({})
  time.passSeconds(0.001)
  expect(await tables.requestsOf(async () => expect(await look()).toBe(true))).toEqual({ query: 1 })
  await remove('tester')
  expect(await look()).toBe(true)
  time.passSeconds(60)
  expect(await look()).toBe(false)
})

test('a list that cannot be read allows nobody and forbids nobody: that may pass', async () => {
  const missing = tableAllowList(tables.client('nosuchtable'), standingTime())
  await expect(missing.allows('+4799999999')).rejects.toBeInstanceOf(TransientFault)
})
