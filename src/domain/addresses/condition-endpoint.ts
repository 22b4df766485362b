/** Only what may stand in a URI; the reference judges the unescaped form, so an escaped blank or brace may not either. */
const legal = /^(?:[!#$&-;=?-[\]_a-z~\u0080-\uffff]|%(?!20|22|3c|3e|5c|5e|60|7b|7c|7d)[0-9a-f]{2})*$/i
const absolute = /^[a-z][a-z0-9+.-]*:/i
const http = /^https?:\/\//i
const drivePath = /^[a-z]:[\\/]/i

/** The reference's own limit, in characters. */
const longest = 65_519

/** Whether text can be a URI or a reference at all: an address on the web with an impossible host or port cannot. */
export const isUriReference = (text: string) => text.length <= longest && (!http.test(text) || URL.canParse(text))

/** A path on a Windows drive counts as absolute (a `file:` URI), one that begins with a slash does not. */
export function isAbsoluteUri(text: string): boolean {
  if (drivePath.test(text)) return true
  if (/^https?:/i.test(text) && !http.test(text)) return false
  return absolute.test(text) && legal.test(text)
}

export const isHttpUri = (text: string) => http.test(text)

const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:@]+)/i

/** The older routes ask more of a condition endpoint: a host name with a dot that ends in letters. */
export function isPublicHttpUri(text: string): boolean {
  return URL.canParse(text) && /^[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$/.test(host.exec(text)?.[1] ?? '')
}
