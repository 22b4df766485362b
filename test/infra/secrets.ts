import type { Snapshot } from './snapshot.ts'

/** A key or password inside a text, or a call that would fetch one. */
const shapes = [
  /(AccountKey|SharedAccessKey|accesskey|InstrumentationKey|Password|pwd|sig|sv)=/i,
  /-----BEGIN/,
  /\beyJ[\w-]{10,}/,
  /\blist[A-Z]\w*\(/,
  // 32 bytes or more in base64, which no name or address is.
  /(?<![\w/+.-])[A-Za-z0-9+/]{43,}={0,2}(?![\w/+.-])/,
]

/** Members whose values are secrets by their names. */
const named = /(secret|password|passphrase|(api|access|hash|subscription|token|maskinporten)key|connectionstring)$/i

/** Only Key Vault and Azure itself know the value. */
const elsewhere = /^\[(format\('@Microsoft\.KeyVault\(SecretUri=|reference\()/

/** The members that hold a secret, by their place. */
export function secretsIn(snapshot: Snapshot): string[] {
  const vaultSecrets = snapshot.predictedResources.filter(({ type }) => type.startsWith('Microsoft.KeyVault/vaults/'))
  return [...secretsBelow(snapshot, ''), ...vaultSecrets.map(({ type }) => type)]
}

function secretsBelow(value: unknown, place: string): string[] {
  if (typeof value === 'string') return isSecret(place, value) ? [place] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => secretsBelow(member, `${place}/${name}`))
}

const isSecret = (place: string, text: string) =>
  shapes.some((shape) => shape.test(text)) || (named.test(place) && text !== '' && !elsewhere.test(text))
