import { createHmac, timingSafeEqual } from 'node:crypto'

export interface SharedAccessKey {
  readonly name: string
  readonly key: string
}

export type TokenCheck =
  | { readonly valid: true; readonly resource: string; readonly expiresAt: Date }
  /** The text begins as the service's does. */
  | { readonly valid: false; readonly reason: string }

/** Checks `SharedAccessSignature sr=…&sig=…&se=…&skn=…`; the signature is over `sr` as it is written, a newline and `se`. */
export function checkSasToken(token: string, key: SharedAccessKey, now: Date): TokenCheck {
  const text = /^SharedAccessSignature (.+)$/i.exec(token)?.[1] ?? ''
  // A plus sign stands for itself here, as in base64.
  const fields = new URLSearchParams(text.replaceAll('+', '%2B'))
  if (!isComplete(fields)) return refused('MalformedToken: The token is not a shared access signature.')
  const { sr, sig, se, skn } = Object.fromEntries(fields) as Record<'sr' | 'sig' | 'se' | 'skn', string>
  if (skn !== key.name || !isSignature(sig, `${resourceAsWritten(text)}\n${se}`, key.key))
    return refused('InvalidSignature: The token has an invalid signature.')
  const expiresAt = new Date(Number(se) * 1000)
  if (expiresAt <= now) return refused(`ExpiredToken: The token is expired since ${expiresAt.toISOString()}.`)
  return { valid: true, resource: sr, expiresAt }
}

const refused = (reason: string): TokenCheck => ({ valid: false, reason })

const resourceAsWritten = (text: string) => /\bsr=([^&]*)/.exec(text)?.[1] ?? ''

const isComplete = (fields: URLSearchParams) =>
  ['sr', 'sig', 'skn'].every((name) => fields.get(name)) && /^\d{1,12}$/.test(fields.get('se') ?? '')

function isSignature(signature: string, text: string, key: string): boolean {
  const expected = createHmac('sha256', key).update(text).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
