import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  chainIdFrom,
  chainOf,
  levelOf,
  notificationIdOf,
  orderIdOf,
  orderOf,
  parseNotificationId,
  parseOrderId,
} from '../../../src/domain/ids.ts'

const zeros = chainIdFrom(new Uint8Array(11))
const ones = chainIdFrom(new Uint8Array(11).fill(0xff))

/** The 122 bits of a UUID that are neither version nor variant, first bit first. */
function freeBits(id: string): string {
  const bits = BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(2)
    .padStart(128, '0')
  return bits.slice(0, 48) + bits.slice(52, 64) + bits.slice(66)
}

const onlyBit = (length: number, bit: number) => '0'.repeat(bit) + '1' + '0'.repeat(length - bit - 1)

function keyWithBit(bit: number): Uint8Array {
  const key = new Uint8Array(11)
  key[bit >> 3] = 0x80 >> (bit & 7)
  return key
}

describe('a chain id', () => {
  test('of no bits and of all bits', () => {
    expect(zeros).toBe('00000000-0000-8000-8000-000000000000')
    expect(ones).toBe('ffffffff-ffff-8fff-bfff-ffc000000000')
  })

  test('is spelled from the digits of its key, in their order', () => {
    const key = Buffer.from('0123456789abcdef012345', 'hex')
    expect(chainIdFrom(key)).toBe('01234567-89ab-8cde-bc04-8d0000000000')
  })

  test('has each of the first 84 bits of its key at that place', () => {
    for (let bit = 0; bit < 84; bit++) expect(freeBits(chainIdFrom(keyWithBit(bit)))).toBe(onlyBit(122, bit))
  })

  test('ignores the key behind its 84th bit', () => {
    const key = randomBytes(32)
    const other = Buffer.concat([key.subarray(0, 10), Buffer.of((key[10] ?? 0) ^ 0x0f), randomBytes(21)])
    expect(chainIdFrom(other)).toBe(chainIdFrom(key))
  })
})

describe('levels', () => {
  test.each([
    { level: 'ordinal', first: 84, bits: 8 },
    { level: 'segment', first: 92, bits: 14 },
    { level: 'index', first: 106, bits: 16 },
  ] as const)('the $level has $bits bits from bit $first on', ({ level, first, bits }) => {
    for (let bit = 0; bit < bits; bit++) {
      const only = { ordinal: 0, segment: 0, index: 0, [level]: 2 ** (bits - 1 - bit) }
      const id = notificationIdOf(orderIdOf(zeros, only.ordinal), only.segment, only.index)
      expect(freeBits(id)).toBe(onlyBit(122, first + bit))
    }
  })

  test('at their largest fill the id without touching version and variant', () => {
    expect(notificationIdOf(orderIdOf(ones, 255), 16_383, 65_535)).toBe('ffffffff-ffff-8fff-bfff-ffffffffffff')
  })

  test('are read back from any chain, at both ends of their ranges', () => {
    const chains = [zeros, ones, chainIdFrom(randomBytes(11))]
    const orders = chains.flatMap((chain) => [1, 2, 90, 255].map((ordinal) => ({ chain, ordinal })))
    const segments = orders.flatMap((order) => [1, 2, 8_191, 16_383].map((segment) => ({ ...order, segment })))
    for (const { chain, ordinal, segment } of segments) {
      for (const index of [1, 2, 100, 101, 65_535]) {
        const id = notificationIdOf(orderIdOf(chain, ordinal), segment, index)
        expect(levelOf(id)).toEqual({ ordinal, segment, index })
      }
    }
  })

  test('every order of a chain leads back to it', () => {
    const chain = chainIdFrom(randomBytes(11))
    const orders = Array.from({ length: 255 }, (_, i) => orderIdOf(chain, i + 1))
    expect(new Set([chain, ...orders]).size).toBe(256)
    for (const order of orders) {
      const notification = notificationIdOf(order, 16_383, 65_535)
      expect([orderOf(notification), chainOf(notification), chainOf(order)]).toEqual([order, chain, chain])
    }
  })

  test('a chain, its first order and its first notification have different ids', () => {
    const order = orderIdOf(zeros, 1)
    expect([zeros, order, notificationIdOf(order, 1, 1)]).toEqual([
      '00000000-0000-8000-8000-000000000000',
      '00000000-0000-8000-8000-000040000000',
      '00000000-0000-8000-8000-000040010001',
    ])
  })
})

describe('parsing', () => {
  const chain = chainIdFrom(Buffer.from('0123456789abcdef012345', 'hex'))
  const order = orderIdOf(chain, 1)
  const notification = notificationIdOf(order, 1, 1)

  test('takes an order id for an order and a notification id for a notification', () => {
    expect(parseOrderId(order)).toBe(order)
    expect(parseNotificationId(notification)).toBe(notification)
  })

  test.each([
    ['a chain', chain],
    ['a notification', notification],
    ['a segment', notificationIdOf(order, 1, 0)],
    ['an index without segment', notificationIdOf(order, 0, 1)],
  ])('refuses %s as an order', (_, id) => expect(parseOrderId(id)).toBeUndefined())

  test.each([
    ['a chain', chain],
    ['an order', order],
    ['a segment', notificationIdOf(order, 1, 0)],
    ['an index without segment', notificationIdOf(order, 0, 1)],
    ['a notification without order', notificationIdOf(orderIdOf(chain, 0), 1, 1)],
  ])('refuses %s as a notification', (_, id) => expect(parseNotificationId(id)).toBeUndefined())

  const digits = Array.from({ length: 16 }, (_, value) => value.toString(16))
  const withDigit = (id: string, place: number, value: string) => id.slice(0, place) + value + id.slice(place + 1)

  test.each([
    ['upper case', (id: string) => id.toUpperCase()],
    ['blanks around it', (id: string) => ` ${id} `],
    ['a line break behind it', (id: string) => `${id}\n`],
    ['braces', (id: string) => `{${id}}`],
    ['no dashes', (id: string) => id.replaceAll('-', '')],
    ['a digit too few', (id: string) => id.slice(0, -1)],
    ['a digit too many', (id: string) => `${id}0`],
    ['a letter beyond f', (id: string) => withDigit(id, 0, 'g')],
    ['nothing', () => ''],
    ...digits
      .filter((digit) => !'8'.includes(digit))
      .map((version) => [`version ${version}`, (id: string) => withDigit(id, 14, version)] as const),
    ...digits
      .filter((digit) => !'89ab'.includes(digit))
      .map((variant) => [`variant ${variant}`, (id: string) => withDigit(id, 19, variant)] as const),
  ] as const)('refuses %s', (_, spoil) => {
    expect(parseOrderId(spoil(order))).toBeUndefined()
    expect(parseNotificationId(spoil(notification))).toBeUndefined()
    expect(levelOf(spoil(order))).toBeUndefined()
  })
})
