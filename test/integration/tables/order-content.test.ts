import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { chainOf } from '../../../src/domain/ids.ts'
import type { OrderContent } from '../../../src/domain/order.ts'
import { sampleOrder } from '../../unit/domain/sample-order.ts'
import { startedTables } from './started-tables.ts'

const tables = startedTables()
const orders = () => tableOrders(tables.client('orders'))

const contentOf = (body: string): OrderContent => ({
  email: { senderEmailAddress: 'noreply@example.no', subject: 'Emne', body, contentType: 'Html' },
})
/** Text that compressing makes a quarter smaller, not more. */
const randomText = (bytes: number) => randomBytes(bytes).toString('base64')

async function stored(body: string) {
  const order = sampleOrder()
  await orders().insert([{ order, content: contentOf(body) }])
  const row = await tables.client('orders').getEntity(chainOf(order.id), order.id)
  const pieces = Object.keys(row).filter((name) => /^content\d+$/.test(name)).length
  return { body: (await orders().readWithContent(order.id))?.content?.email?.body, pieces }
}

describe('content', () => {
  test.each([
    ['nothing', '', 1],
    ['a short text', 'Hei', 1],
    ['a megabyte of text that repeats itself', 'Vedtaket ditt er klart. '.repeat(43_690), 1],
    ['700 KiB that cannot be compressed', randomText(700 * 1024), 12],
  ])('of %s comes back whole', async (_, body, pieces) => {
    expect(await stored(body)).toEqual({ body, pieces })
  })

  test('comes back whole at every length around the end of a property', async () => {
    for (let bytes = 59_850; bytes <= 61_850; bytes += 250) {
      const body = randomText(bytes)
      expect((await stored(body)).body).toBe(body)
    }
  })

  test('comes back whole around the length from which it is compressed', async () => {
    for (const length of [1900, 1935, 1936, 1937, 2048, 2049]) {
      const body = 'å'.repeat(length / 2)
      expect((await stored(body)).body).toBe(body)
    }
  })

  test.each([
    ['line separators', 'før\u2028midt\u2029etter'],
    ['characters beyond the basic plane', '👋🏽 𝕍𝔸'],
    ['quotes, escapes and line breaks', '"\\u2028" \r\n\t \\ \''],
    ['control characters', '\u0000\u0001\u001f\u007f'],
    ['half of a surrogate pair', 'a\ud83d'],
  ])('with %s comes back as it was', async (_, text) => {
    expect((await stored(text)).body).toBe(text)
    const long = text.repeat(2000)
    expect((await stored(long)).body).toBe(long)
  })

  test('too large for a row is refused before anything is sent', async () => {
    const order = sampleOrder()
    const insert = () =>
      expect(orders().insert([{ order, content: contentOf(randomText(1024 * 1024)) }])).rejects.toThrow(/bytes/)
    expect(await tables.requestsOf(insert)).toEqual({})
    expect(await orders().read(order.id)).toBeUndefined()
  })
})

test('a reference longer than a property holds is refused before anything is sent', async () => {
  const insert = (length: number) =>
    orders().insert([{ order: sampleOrder({ sendersReference: 'x'.repeat(length) }), content: contentOf('Hei') }])
  expect(await insert(32 * 1024)).toBe('inserted')
  const tooLong = () => expect(insert(32 * 1024 + 1)).rejects.toThrow('sendersReference')
  expect(await tables.requestsOf(tooLong)).toEqual({})
})
