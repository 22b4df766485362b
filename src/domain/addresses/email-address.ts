const letter = 'a-zA-Z0-9æøåÆØÅ'
/** The semicolon is in the reference's pattern by accident (an HTML entity) and callers may rely on it. */
const atom = `[${letter}!#$%&;'*+\\-=?^_\`{|}~]+`
const label = `[${letter}](?:[${letter}-]{0,61}[${letter}])?`
const pattern = new RegExp(
  `^${atom}(?:\\.${atom})*@(?:(?:${label}\\.){1,9}[a-zA-Z]{2,14}|\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})$`,
)

/** RFC 5321: 64 before the sign, 255 after it. */
const longest = 64 + 1 + 255

/** Exactly one address, blanks around it allowed. The rules are Altinn's, which are narrower than RFC 5321. */
export function isEmailAddress(text: string): boolean {
  const address = text.trim()
  return address.length <= longest && pattern.test(address)
}
