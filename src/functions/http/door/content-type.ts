const mediaType = /^\s*([\w!#$&^.+-]+)\/([\w!#$&^.+-]+)\s*(?:;|$)/
const charset = /;\s*charset\s*=\s*"?([^";\s]+)"?/i

/** `application/json`, or a type built on it such as `application/problem+json`, with any parameters. */
export function isJson(contentType: string): boolean {
  const [, type, subtype] = mediaType.exec(contentType.toLowerCase()) ?? []
  return type === 'application' && (subtype === 'json' || subtype?.endsWith('+json') === true)
}

/** The encodings that JSON is read in; undefined for any other. */
export function encodingOf(contentType: string): 'utf-8' | 'utf-16le' | undefined {
  const name = charset.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8'
  if (name === 'utf-8') return 'utf-8'
  return name === 'utf-16' ? 'utf-16le' : undefined
}
