import { parseArgs } from 'node:util'

const parts = ['accept', 'reads', 'delivered', 'bulk', 'fairness'] as const
export type BenchPart = (typeof parts)[number]

export interface BenchOptions {
  /** What is measured; left out at the command line, everything. */
  readonly only: ReadonlySet<BenchPart>
  /** Single orders in a round of each part. */
  readonly orders: number
  readonly rounds: number
  /** Of a large order, and of one ten times as large. */
  readonly recipients: number
  /** Where the figures go as JSON; left out, nowhere. */
  readonly json?: string
  /** Where the plot of the cost curve goes; left out, the curve is not measured. */
  readonly curve?: string
  /** Instead of figures: where the app's processor time goes. */
  readonly profile: boolean
}

/** @throws when a number is none, or a part is unknown */
export function readOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: parts.join() },
      orders: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '5' },
      recipients: { type: 'string', default: '10000' },
      json: { type: 'string' },
      curve: { type: 'string' },
      profile: { type: 'boolean', default: false },
    },
  })
  const { json, curve, profile } = values
  return {
    only: new Set(
      values.only
        .split(',')
        .filter((name) => name !== '')
        .map(partNamed),
    ),
    orders: count('orders', values.orders),
    rounds: count('rounds', values.rounds),
    recipients: count('recipients', values.recipients),
    ...(json === undefined ? {} : { json }),
    ...(curve === undefined ? {} : { curve }),
    profile,
  }
}

function partNamed(name: string): BenchPart {
  const part = parts.find((known) => known === name)
  if (part === undefined) throw new Error(`--only knows ${parts.join(', ')}`)
  return part
}

function count(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number, 1 or more`)
  return value
}
