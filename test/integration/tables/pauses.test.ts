import { beforeEach, expect, test } from 'vitest'
import { tablePauses } from '../../../src/adapters/tables/pauses.ts'
import { noon, secondsAfter } from '../../unit/domain/sample-order.ts'
import { standingTime } from './standing-time.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()

const instance = (time = standingTime()) => tablePauses(tables.client('switches'), time)

beforeEach(async () => {
  await tables.client('switches').deleteEntity('pause', 'pause-email').catch(ignoreAbsence)
})
const ignoreAbsence = ({ statusCode }: { statusCode: number }) => expect(statusCode).toBe(404)

test('without a pause there is no time to wait for', async () => {
  expect(await instance().notBefore('email')).toBeUndefined()
})

test('a pause holds for its writer at once, and for everybody who looks', async () => {
  const writer = instance()
  await writer.extend('email', secondsAfter(noon, 60))
  expect(await writer.notBefore('email')).toEqual(secondsAfter(noon, 60))
  expect(await instance().notBefore('email')).toEqual(secondsAfter(noon, 60))
})

test('a pause is over when its time has come', async () => {
  const time = standingTime()
  const pauses = instance(time)
  await pauses.extend('email', secondsAfter(noon, 60))
  time.passSeconds(59)
  expect(await pauses.notBefore('email')).toEqual(secondsAfter(noon, 60))
  time.passSeconds(1)
  expect(await pauses.notBefore('email')).toBeUndefined()
})

test('it is only ever moved forward, by whichever instance', async () => {
  await instance().extend('email', secondsAfter(noon, 60))
  const late = instance()
  await late.extend('email', secondsAfter(noon, 30))
  expect(await late.notBefore('email')).toEqual(secondsAfter(noon, 60))
  await late.extend('email', secondsAfter(noon, 90))
  expect(await instance().notBefore('email')).toEqual(secondsAfter(noon, 90))
})

test('it reaches a quarter of an hour ahead at most', async () => {
  await instance().extend('email', secondsAfter(noon, 86_400))
  expect(await instance().notBefore('email')).toEqual(secondsAfter(noon, 900))
})

test('a moment that has passed pauses nothing', async () => {
  await instance().extend('email', secondsAfter(noon, -60))
  expect(await instance().notBefore('email')).toBeUndefined()
})

test('of many that extend at once the latest time holds', async () => {
  const seconds = [10, 70, 20, 60, 30, 50, 40, 80]
  await Promise.all(seconds.map((after) => instance().extend('email', secondsAfter(noon, after))))
  expect(await instance().notBefore('email')).toEqual(secondsAfter(noon, 80))
})

test('looking is free for two seconds, then others\u2019 pauses are seen', async () => {
  const time = standingTime()
  const pauses = instance(time)
  await pauses.notBefore('email')
  await instance().extend('email', secondsAfter(noon, 60))
  time.passSeconds(2)
  const look = () => pauses.notBefore('email')
  expect(await tables.requestsOf(look)).toEqual({})
  expect(await look()).toBeUndefined()
  time.passSeconds(0.001)
  expect(await tables.requestsOf(look)).toEqual({ get: 1 })
  expect(await look()).toEqual(secondsAfter(noon, 60))
})
