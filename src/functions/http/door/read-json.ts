import type { Description, ListDescription, Member, ObjectDescription } from './description.ts'
import * as json from './json-text.ts'
import type { Scalar, TokenKind } from './scalars.ts'

/** What .NET stops naming further members at. */
const longestList = 60

/**
 * Reads JSON text as the described value: the first layer of validation. Unknown members are passed over, of repeated
 * ones the last wins. Members that are asked for but hold null come back as null, for the next layer to report.
 * Undefined for the literal `null`; throws `JsonFailure`.
 */
export function readJson(text: string, description: Description): unknown {
  const cursor: json.Cursor = { text, at: 0, depth: 0, path: [] }
  if (json.peek(cursor) === '') throw json.malformed(cursor, noTokens)
  const value = json.acceptsWord(cursor, 'null') ? undefined : read(cursor, description)
  if (json.peek(cursor) === '') return value
  throw json.unexpected(cursor, 'is invalid after a single JSON value. Expected end of data.')
}

const noTokens =
  'The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true.'

function read(cursor: json.Cursor, description: Description): unknown {
  if (description.kind === 'object') return readObject(cursor, description)
  if (description.kind === 'list') return readList(cursor, description)
  return readScalar(cursor, description.scalar, description.scalar.clr)
}

function readObject(cursor: json.Cursor, description: ObjectDescription): object {
  if (json.peek(cursor) !== '{') throw unconvertible(cursor, description.clr)
  const value: Record<string, unknown> = { ...description.defaults }
  let more = json.enter(cursor, '}')
  while (more) {
    const name = json.readName(cursor)
    const member = description.byName.get(name.toLowerCase())
    if (member === undefined) skip(cursor)
    else readMember(cursor, member, { name, value })
    more = json.continues(cursor, '}')
  }
  refuseIncomplete(cursor, description, value)
  return value
}

function readMember(cursor: json.Cursor, member: Member, into: { name: string; value: Record<string, unknown> }): void {
  cursor.path.push(into.name)
  into.value[member.name] = isNull(cursor) ? nullFor(cursor, member) : readFilled(cursor, member)
  cursor.path.pop()
}

function readFilled(cursor: json.Cursor, { description, presence }: Member): unknown {
  if (description.kind !== 'scalar') return read(cursor, description)
  return readScalar(cursor, description.scalar, nullable(description.scalar, presence))
}

const isNull = (cursor: json.Cursor) => json.peek(cursor) === 'n' && json.acceptsWord(cursor, 'null')

const valueTypes: readonly Scalar['kind'][] = ['integer', 'flag', 'dateTime', 'enumeration']

/** .NET's name of the type, which says so where null may stand for no value. */
const nullable = ({ clr, kind }: Scalar, presence: Member['presence']) =>
  presence === 'optional' && valueTypes.includes(kind) ? `System.Nullable\`1[${clr}]` : clr

function nullFor(cursor: json.Cursor, { description, presence, fallback }: Member): unknown {
  if (presence === 'optional') return fallback
  if (description.kind === 'scalar' && valueTypes.includes(description.scalar.kind)) {
    throw json.malformed(cursor, notConverted(description.scalar.clr))
  }
  return null
}

function refuseIncomplete(cursor: json.Cursor, { clr, members }: ObjectDescription, value: object): void {
  const missing = members.filter(({ name, presence }) => presence === 'required' && !Object.hasOwn(value, name))
  if (missing.length === 0) return
  let names = ''
  for (const { name } of missing) {
    if (names.length < longestList) names += names === '' ? `'${name}'` : `, '${name}'`
  }
  const message = `JSON deserialization for type '${clr}' was missing required properties including: ${names}.`
  throw new json.JsonFailure(json.pathOf(cursor.path), message)
}

function readList(cursor: json.Cursor, description: ListDescription): unknown[] {
  if (json.peek(cursor) !== '[') throw unconvertible(cursor, description.clr)
  const elements: unknown[] = []
  let more = json.enter(cursor, ']')
  while (more) {
    cursor.path.push(elements.length)
    elements.push(isNull(cursor) ? null : read(cursor, description.element))
    cursor.path.pop()
    more = json.continues(cursor, ']')
  }
  return elements
}

function readScalar(cursor: json.Cursor, scalar: Scalar, clr: string): unknown {
  if (json.peek(cursor) === '{' || json.peek(cursor) === '[') throw unconvertible(cursor, clr)
  const [kind, text] = readToken(cursor)
  const value = scalar.convert(kind, text)
  if (value === undefined) throw json.malformed(cursor, notConverted(clr))
  return value
}

function readToken(cursor: json.Cursor): [TokenKind, string] {
  if (json.peek(cursor) === '"') return ['string', json.readString(cursor)]
  if (json.acceptsWord(cursor, 'true')) return ['boolean', 'true']
  if (json.acceptsWord(cursor, 'false')) return ['boolean', 'false']
  const number = json.readNumber(cursor)
  if (number === undefined) throw json.unexpected(cursor, 'is an invalid start of a value.')
  return ['number', number]
}

/** The reference's parser has read the first token of the value when it finds that it is of the wrong kind. */
function unconvertible(cursor: json.Cursor, clr: string): json.JsonFailure {
  const next = json.peek(cursor)
  if (next === '{' || next === '[') cursor.at++
  else readToken(cursor)
  return json.malformed(cursor, notConverted(clr))
}

const notConverted = (clr: string) => `The JSON value could not be converted to ${clr}.`

function skip(cursor: json.Cursor): void {
  const next = json.peek(cursor)
  if (next === '{' || next === '[') skipNested(cursor, next === '{' ? '}' : ']')
  else if (!isNull(cursor)) readToken(cursor)
}

/** Depth is bounded by the cursor, so recursion is too. */
function skipNested(cursor: json.Cursor, closing: '}' | ']'): void {
  let more = json.enter(cursor, closing)
  while (more) {
    if (closing === '}') json.readName(cursor)
    skip(cursor)
    more = json.continues(cursor, closing)
  }
}
