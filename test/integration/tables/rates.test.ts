import { expect, test } from 'vitest'
import { tableRates } from '../../../src/adapters/tables/rates.ts'
import { systemMachine } from '../../../src/adapters/system/machine.ts'
import type { Rates } from '../../../src/use-cases/ports.ts'
import { noon, secondsAfter } from '../../unit/domain/sample-order.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()

/** One row per channel is shared by all tests, so each has an hour of its own. */
let hours = 0

function anHour(perMinute: number) {
  const start = secondsAfter(noon, ++hours * 3_600)
  let now = start
  const machine = { ...systemMachine, now: () => now, wait: () => Promise.resolve() }
  return {
    instance: () => tableRates(tables.client('switches'), { sms: perMinute }, machine),
    pass: (seconds: number) => (now = secondsAfter(now, seconds)),
  }
}

const waitOf = async (rates: Rates) => (await rates.reserve('sms', 1)).afterSeconds

const roundedTo = (seconds: number) => Math.round(seconds * 1_000) / 1_000

test('a channel without a limit gives every place at once, and asks nobody', async () => {
  const { instance } = anHour(600)
  expect(await instance().reserve('email', 10_000)).toEqual({ places: 10_000, afterSeconds: 0 })
  expect(await tables.requestsOf(() => instance().reserve('email', 1))).toEqual({})
})

test('places are handed out in turn, no more a minute than nine tenths of the rate', async () => {
  const rates = anHour(600).instance()
  const waits: number[] = []
  for (let i = 0; i < 541; i++) waits.push(await waitOf(rates))
  expect(waits[0]).toBe(0)
  expect(roundedTo(waits[540] ?? 0)).toBe(60)
})

test('a block is one write, and the places in it are free of charge', async () => {
  const rates = anHour(600).instance()
  await rates.reserve('sms', 1)
  expect(await tables.requestsOf(() => rates.reserve('sms', 1))).toEqual({})
})

test('instances share the rate: at no time do two have the same place', async () => {
  const { instance } = anHour(600)
  const instances = [instance(), instance(), instance()]
  const waits = await Promise.all(instances.flatMap((rates) => Array.from({ length: 60 }, () => waitOf(rates))))
  expect(new Set(waits.map(roundedTo)).size).toBe(180)
})

test('what was not used in its time is lost, not saved up', async () => {
  const { instance, pass } = anHour(600)
  const rates = instance()
  await rates.reserve('sms', 1)
  pass(600)
  expect(await rates.reserve('sms', 100)).toEqual({ places: 45, afterSeconds: 0 })
  expect(Math.floor(await waitOf(rates))).toBe(5)
})
