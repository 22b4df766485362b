import type { Member, ObjectDescription } from './description.ts'
import { report, type Failures } from './failures.ts'

/** Finds the text of a named parameter, whatever the letter case of the name. */
export type Lookup = (name: string) => string | undefined

/**
 * The query, from the URL itself: with HTTP streams the host mixes query and body values into the route's parameters.
 * Of a repeated parameter the first value counts.
 */
export function queryOf(url: string): Lookup {
  const start = url.indexOf('?')
  return lookupIn(start < 0 ? '' : url.slice(start))
}

/** @param encoded a query, or the body of a form */
export function lookupIn(encoded: string): Lookup {
  const values = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(encoded)) {
    if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), value)
  }
  return (name) => values.get(name.toLowerCase())
}

/** Reads the described members. What cannot be read is reported, and stands at its default. */
export function bind(failures: Failures, { members, defaults }: ObjectDescription, lookup: Lookup): object {
  const value: Record<string, unknown> = { ...defaults }
  for (const member of members) {
    const text = lookup(member.name)
    const read = text === undefined ? undefined : convert(failures, member, text)
    if (read !== undefined) value[member.name] = read
    if (text === undefined && member.presence === 'required') report(failures, member.key, notProvided(member.key))
  }
  return value
}

const notProvided = (key: string) => `A value for the '${key}' parameter or property was not provided.`

function convert(failures: Failures, member: Member, text: string): unknown {
  const value = text.trim() === '' ? undefined : fromText(member, text)
  const complaint = text.trim() === '' ? ofBlank(member, text) : ofValue(member, { text, value })
  if (complaint === undefined) return value
  report(failures, member.key, complaint)
  return undefined
}

function ofBlank({ key, presence }: Member, text: string): string | undefined {
  if (presence === 'required') return `The ${key} field is required.`
  return presence === 'value' ? `The value '${text}' is invalid.` : undefined
}

function ofValue(member: Member, { text, value }: { text: string; value: unknown }): string | undefined {
  if (value === undefined) return notValid(member, text)
  return isUndefinedNumber(member, value) ? `The value '${text}' is invalid.` : undefined
}

/** A parameter of the reference's has no name of its own, unlike a property: its key is as it is written. */
const notValid = ({ key, name }: Member, text: string) =>
  key === name ? `The value '${text}' is not valid.` : `The value '${text}' is not valid for ${key}.`

/** Text stays as it is; of other values blanks around do not matter, and a date may be parted from its time by one. */
function fromText({ description }: Member, text: string): unknown {
  if (description.kind !== 'scalar') return undefined
  const { kind, convert } = description.scalar
  if (kind === 'text') return text
  return convert('string', kind === 'dateTime' ? text.trim().replace(' ', 'T') : text.trim())
}

const isUndefinedNumber = ({ description }: Member, value: unknown) =>
  description.kind === 'scalar' && description.scalar.kind === 'enumeration' && typeof value === 'number'
