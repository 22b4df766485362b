import { describe, expect, test } from 'vitest'
import { hasRoom, placesOf, spacingMs, taken, type RateBlock } from '../../../src/domain/rate-block.ts'

const block = (changes: Partial<RateBlock> = {}): RateBlock => ({
  fromMs: 10_000,
  places: 10,
  used: 0,
  spacingMs: 100,
  ...changes,
})

test('a tenth of the rate is left to instant orders', () => {
  expect(spacingMs(600)).toBeCloseTo(60_000 / 540)
})

test('a block is five seconds of the rate, and at least one place', () => {
  expect(placesOf(600)).toBe(45)
  expect(placesOf(1)).toBe(1)
})

describe('places', () => {
  test('are spaced evenly; what is called together leaves together', () => {
    const first = taken(block(), 3)
    expect(first.atMs).toBe(10_000)
    const second = taken(first.rest, 1)
    expect([second.atMs, second.rest.used]).toEqual([10_300, 4])
  })

  test('are taken as far as they go', () => {
    expect(taken(block({ used: 7 }), 4)).toMatchObject({ places: 3, rest: { used: 10 } })
    expect(hasRoom(block({ used: 9 }), 10_000)).toBe(true)
    expect(hasRoom(block({ used: 10 }), 10_000)).toBe(false)
  })

  test('of a time that is over are lost', () => {
    expect(hasRoom(block(), 11_000)).toBe(true)
    expect(hasRoom(block(), 11_001)).toBe(false)
  })
})
