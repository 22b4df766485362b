import { expect, test } from 'vitest'
import { gather, spread } from '../../../src/adapters/tables/packing.ts'

const long = new Uint8Array(100_000).map((_, i) => i % 251)
const short = new Uint8Array(10).fill(7)

test('bytes that are spread over properties are gathered as they were', () => {
  expect(Object.keys(spread('piece', long))).toEqual(['piece0', 'piece1'])
  expect(new Uint8Array(gather('piece', spread('piece', long)))).toEqual(long)
})

test('what longer bytes left behind is not gathered', () => {
  const row = { ...spread('piece', long), ...spread('piece', short) }
  expect(new Uint8Array(gather('piece', row, 1))).toEqual(short)
})
