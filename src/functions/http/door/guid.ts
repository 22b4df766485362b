const dashes = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const digits = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/
const wrapped = /^(?:\{(.*)\}|\((.*)\))$/

/** Canonical lower-case text of a GUID in .NET's formats D, N, B and P; undefined for any other text. */
export function parseGuid(text: string): string | undefined {
  const lower = text.trim().toLowerCase()
  const unwrapped = wrapped.exec(lower)
  if (unwrapped !== null) return asDashes(unwrapped[1] ?? unwrapped[2] ?? '')
  return asDashes(lower.replace(digits, '$1-$2-$3-$4-$5'))
}

const asDashes = (text: string) => (dashes.test(text) ? text : undefined)
