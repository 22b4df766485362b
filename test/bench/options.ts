import { parseArgs } from 'node:util'

export interface BenchOptions {
  /** In a round of each part. */
  readonly orders: number
  readonly rounds: number
  /** Where the figures go as JSON; left out, nowhere. */
  readonly json?: string
  /** Instead of figures: where the app's processor time goes. */
  readonly profile: boolean
}

/** @throws when a number is none */
export function readOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '5' },
      json: { type: 'string' },
      profile: { type: 'boolean', default: false },
    },
  })
  const { json, profile } = values
  return {
    orders: count('orders', values.orders),
    rounds: count('rounds', values.rounds),
    ...(json === undefined ? {} : { json }),
    profile,
  }
}

function count(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number, 1 or more`)
  return value
}
