import { isUriReference } from '../../../domain/addresses/condition-endpoint.ts'
import { parseDateTime } from './date-time.ts'

/** A token of JSON text that is neither null nor the beginning of an object or list. */
export type TokenKind = 'string' | 'number' | 'boolean'

/** How one kind of value is read from JSON. */
export interface Scalar {
  readonly kind: 'text' | 'uri' | 'integer' | 'flag' | 'dateTime' | 'enumeration'
  /** The name that the reference's messages give the type. */
  readonly clr: string
  /** @param text decoded for a string, else as written; undefined when it cannot be converted. */
  readonly convert: (token: TokenKind, text: string) => unknown
}

export const text: Scalar = {
  kind: 'text',
  clr: 'System.String',
  convert: (token, text) => (token === 'string' ? text : undefined),
}

export const uri: Scalar = {
  kind: 'uri',
  clr: 'System.Uri',
  convert: (token, text) => (token === 'string' && isUriReference(text) ? text : undefined),
}

export const flag: Scalar = {
  kind: 'flag',
  clr: 'System.Boolean',
  convert: (token, text) => (token === 'boolean' ? text === 'true' : undefined),
}

export const dateTime: Scalar = {
  kind: 'dateTime',
  clr: 'System.DateTime',
  convert: (token, text) => (token === 'string' ? parseDateTime(text) : undefined),
}

export const int32: Scalar = {
  kind: 'integer',
  clr: 'System.Int32',
  convert: (_, text) => integer(text, 31),
}

export const int64: Scalar = {
  kind: 'integer',
  clr: 'System.Int64',
  convert: (_, text) => integer(text, 63),
}

/**
 * A whole number of at most so many bits and a sign. One beyond 2^53 comes back as the largest safe integer: nothing
 * that we count gets there.
 */
function integer(text: string, bits: number): number | undefined {
  if (!/^[+-]?\d{1,40}$/.test(text)) return undefined
  const value = BigInt(text.replace(/^\+/, ''))
  if (value !== BigInt.asIntN(bits + 1, value)) return undefined
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(value)))
}

/**
 * Members by name in any letter case, by number, or names joined with commas (whose numbers are or-ed, as .NET does).
 * A number that no member has comes back as that number: only a rule may refuse it.
 */
export function enumeration(clr: string, numbers: Readonly<Record<string, number>>): Scalar {
  const byName = new Map(Object.entries(numbers).map(([name, number]) => [name.toLowerCase(), number]))
  const byNumber = new Map(Object.entries(numbers).map(([name, number]) => [number, name]))
  const numberOf = (text: string) => integer(text, 31) ?? combined(text.toLowerCase().split(','), byName)
  return {
    kind: 'enumeration',
    clr,
    convert: (token, text) => {
      const number = token === 'string' ? numberOf(text.trim()) : integer(text, 31)
      return number === undefined ? undefined : (byNumber.get(number) ?? number)
    },
  }
}

function combined(names: readonly string[], byName: ReadonlyMap<string, number>): number | undefined {
  const numbers = names.map((name) => byName.get(name.trim()))
  if (numbers.includes(undefined)) return undefined
  return (numbers as number[]).reduce((all, one) => all | one, 0)
}

/** Whether a value that was read is a member of its enumeration, and not a number that no member has. */
export const isMember = (value: unknown) => typeof value === 'string'
