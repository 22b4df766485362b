/** Whether a route value is acceptable, as ASP.NET's inline constraint of that name decides. */
export type Constraint = (value: string) => boolean

const whole = (value: string): bigint | undefined => (/^[+-]?\d+$/.test(value) ? BigInt(value) : undefined)

const between = (low: bigint, high: bigint) => (value: string) => {
  const number = whole(value)
  return number !== undefined && number >= low && number <= high
}

const int64 = { low: -(2n ** 63n), high: 2n ** 63n - 1n }
const hex = '[0-9a-f]'
const dashed = `${hex}{8}(?:-${hex}{4}){3}-${hex}{12}`
/** Any case, without dashes, in braces or parentheses: all of it passes, so parse ids yourself. */
const guid = new RegExp(`^(?:${hex}{32}|${dashed}|\\{${dashed}\\}|\\(${dashed}\\))$`, 'i')

const makers: Record<string, (...given: string[]) => Constraint> = {
  int: () => between(-(2n ** 31n), 2n ** 31n - 1n),
  long: () => between(int64.low, int64.high),
  guid: () => (value) => guid.test(value),
  bool: () => (value) => /^(true|false)$/i.test(value),
  alpha: () => (value) => /^[a-z]*$/i.test(value),
  min: (low = '0') => between(BigInt(low), int64.high),
  max: (high = '0') => between(int64.low, BigInt(high)),
  range: (low = '0', high = '0') => between(BigInt(low), BigInt(high)),
  minlength: (low) => (value) => value.length >= Number(low),
  maxlength: (high) => (value) => value.length <= Number(high),
  length:
    (low, high = low) =>
    (value) =>
      value.length >= Number(low) && value.length <= Number(high),
  required: () => (value) => value !== '',
}

/** @throws for a constraint that this host does not know (`regex`, `datetime`, decimals). */
export function parseConstraint(text: string): Constraint {
  const [, name = '', given] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? []
  const make = makers[name.toLowerCase()]
  if (make === undefined) throw new Error(`the route constraint "${text}" is not known to the local functions host`)
  return make(...(given?.split(',').map((argument) => argument.trim()) ?? []))
}
