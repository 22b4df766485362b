/** Where a reader stands in JSON text. */
export interface Cursor {
  readonly text: string
  at: number
  depth: number
  /** Member names and list positions on the way to the value being read. */
  readonly path: (string | number)[]
}

/** Text that is not JSON, or JSON that is not what was asked for. The first one met ends the reading. */
export class JsonFailure extends Error {
  override readonly name = 'JsonFailure'
  /** JSON path of the value, as `$.recipient.recipientSms` or `$.reminders[0]`. */
  readonly path: string

  constructor(path: string, message: string) {
    super(message)
    this.path = path
  }
}

const deepest = 32
const isBlank = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
/** RFC 8259: everything but quotation mark, backslash and control characters. */
const plainText = /[ !#-[\]-\uffff]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=[\s,\]}]|$)/y

const openEnd =
  'Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.'

/** The character of the next token, blanks skipped; empty at the end. */
export function peek(cursor: Cursor): string {
  while (isBlank(cursor.text.charCodeAt(cursor.at))) cursor.at++
  return cursor.text.charAt(cursor.at)
}

/** Steps over the character if it is the next token. */
function accepts(cursor: Cursor, character: string): boolean {
  if (peek(cursor) !== character) return false
  cursor.at++
  return true
}

/** Steps over `true`, `false` or `null` if that is the next token. */
export function acceptsWord(cursor: Cursor, word: string): boolean {
  if (!cursor.text.startsWith(word, cursor.at)) return false
  cursor.at += word.length
  return true
}

/** Steps over a string and gives its decoded text. */
export function readString(cursor: Cursor): string {
  const start = cursor.at
  plainText.lastIndex = start + 1
  plainText.test(cursor.text)
  const end = plainText.lastIndex
  if (cursor.text.charAt(end) === '"') {
    cursor.at = end + 1
    return cursor.text.slice(start + 1, end)
  }
  cursor.at = endOfEscapedString(cursor, end)
  return decoded(cursor, start)
}

function endOfEscapedString(cursor: Cursor, from: number): number {
  let at = from
  while (cursor.text.charAt(at) === '\\') {
    plainText.lastIndex = at + 2
    plainText.test(cursor.text)
    at = plainText.lastIndex
  }
  if (cursor.text.charAt(at) === '"') return at + 1
  cursor.at = Math.min(at, cursor.text.length)
  if (at >= cursor.text.length) throw malformed(cursor, 'Expected end of string, but instead reached end of data.')
  throw malformed(
    cursor,
    `'${hex(cursor.text, at)}' is invalid within a JSON string. The string should be correctly escaped.`,
  )
}

const hex = (text: string, at: number) => `0x${text.charCodeAt(at).toString(16).toUpperCase().padStart(2, '0')}`

/** Half a surrogate pair is refused: it could never be stored or sent. */
function decoded(cursor: Cursor, start: number): string {
  const literal = cursor.text.slice(start, cursor.at)
  try {
    const text = JSON.parse(literal) as string
    if (text.isWellFormed()) return text
  } catch {
    throw malformed(cursor, 'The JSON string contains an invalid escape sequence.')
  }
  throw malformed(cursor, 'Cannot read incomplete UTF-16 JSON text as string with missing low surrogate.')
}

/** Steps over a number and gives its text; undefined when the next token is none. */
export function readNumber(cursor: Cursor): string | undefined {
  number.lastIndex = cursor.at
  const match = number.exec(cursor.text)
  if (match !== null) cursor.at = number.lastIndex
  return match?.[0]
}

/** Steps into an object or list, and out again if it is empty; whether there is something in it. */
export function enter(cursor: Cursor, closing: '}' | ']'): boolean {
  cursor.at++
  if (++cursor.depth > deepest) {
    const kind = closing === '}' ? 'object' : 'array'
    throw malformed(
      cursor,
      `The maximum configured depth of ${deepest} has been exceeded. Cannot read next JSON ${kind}.`,
    )
  }
  if (!accepts(cursor, closing)) return true
  cursor.depth--
  return false
}

/** After a value: whether another one follows; steps over the comma or the closing character. */
export function continues(cursor: Cursor, closing: '}' | ']'): boolean {
  if (accepts(cursor, ',')) {
    if (peek(cursor) === closing) throw malformed(cursor, trailingComma(closing))
    return true
  }
  if (!accepts(cursor, closing)) throw unexpected(cursor, `is invalid after a value. Expected either ',', '}', or ']'.`)
  cursor.depth--
  return false
}

const trailingComma = (closing: string) =>
  `The JSON ${closing === '}' ? 'object' : 'array'} contains a trailing comma at the end which is not supported in this mode. Change the reader options.`

/** Steps over a member's name and its colon. */
export function readName(cursor: Cursor): string {
  if (peek(cursor) !== '"') throw unexpected(cursor, `is an invalid start of a property name. Expected a '"'.`)
  const name = readString(cursor)
  if (!accepts(cursor, ':')) throw unexpected(cursor, `is invalid after a property name. Expected a ':'.`)
  return name
}

export const unexpected = (cursor: Cursor, reason: string) =>
  malformed(cursor, peek(cursor) === '' ? openEnd : `'${peek(cursor)}' ${reason}`)

/** A failure at the cursor, with its place in the text as the reference's parser words it. */
export function malformed({ text, at, path }: Cursor, reason: string): JsonFailure {
  const bytes = Buffer.byteLength(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))
  const way = pathOf(path)
  const place = `LineNumber: ${lineBreaks(text, at)} | BytePositionInLine: ${at === 0 ? 0 : bytes}.`
  return new JsonFailure(way, `${reason} Path: ${way} | ${place}`)
}

function lineBreaks(text: string, end: number): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}

export const pathOf = (path: readonly (string | number)[]) =>
  `$${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')}`
