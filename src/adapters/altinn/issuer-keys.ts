import { X509Certificate, type KeyObject } from 'node:crypto'
import { decodeJwt, errors, type JWTVerifyGetKey } from 'jose'
import { TransientFault } from '../../domain/faults.ts'
import type { CertificateSource } from './certificate-source.ts'
import { keptFresh, type Freshness, type KeptFresh } from './kept-fresh.ts'

export interface IssuerKeysSettings extends Freshness {
  readonly certificateOf: CertificateSource
  /** The machine's clock, in milliseconds. */
  readonly nowMs: () => number
  /** How many issuers that we have never heard of are asked for in a minute: anybody may invent some. */
  readonly strangersPerMinute?: number
}

interface Certificate {
  readonly key: KeyObject
  readonly thumbprint: string
  readonly fromMs: number
  readonly toMs: number
}

/** Short names of organisations; a vault takes names in any letters, so that ours must be strict. */
const issuerName = /^[a-z0-9-]{1,64}$/
const mostKept = 1_000
const code = 'PLATFORM_CERTIFICATES_UNAVAILABLE'

/** The keys of those who issue platform access tokens. Who has a certificate at the source is trusted. */
export function issuerKeys({ certificateOf, nowMs, strangersPerMinute = 60, ...freshness }: IssuerKeysSettings) {
  const issuers = new Map<string, Issuer>()
  const strangers = { minute: 0, count: 0 }
  let forgotten = 0

  const meet = (issuer: string): Issuer => {
    const minute = Math.floor(nowMs() / 60_000)
    if (strangers.minute !== minute) Object.assign(strangers, { minute, count: 0 })
    if (++strangers.count > strangersPerMinute) throw new TransientFault(code, { retryAfterSeconds: 60 })
    const [oldest] = issuers.size < mostKept ? [] : [...issuers].filter(([, { isTrusted }]) => !isTrusted)
    if (oldest !== undefined && issuers.delete(oldest[0])) forgotten += 1 + oldest[1].certificate.generation()
    const read = async () => readable(await certificateOf(issuer))
    const met = { certificate: keptFresh({ ...freshness, nowMs, code, read }), isTrusted: false }
    issuers.set(issuer, met)
    return met
  }

  const find: JWTVerifyGetKey = async (header, { payload }) => {
    const name = issuerOf(payload)
    const issuer = issuers.get(name) ?? meet(name)
    const found = await certificateFor(issuer, header.kid)
    if (found === undefined || nowMs() < found.fromMs || nowMs() > found.toMs) throw new errors.JWKSNoMatchingKey()
    issuer.isTrusted = true
    return found.key
  }
  return {
    find,
    generation: () => [...issuers.values()].reduce((sum, { certificate }) => sum + certificate.generation(), forgotten),
  }
}

interface Issuer {
  readonly certificate: KeptFresh<Certificate | undefined>
  /** Has had a certificate: not forgotten for the sake of strangers. */
  isTrusted: boolean
}

/** A key id that is not the certificate's own says that the issuer may have begun with a new one. */
async function certificateFor({ certificate }: Issuer, kid: string | undefined): Promise<Certificate | undefined> {
  const known = await certificate.value()
  const isCurrent = known !== undefined && (kid === undefined || kid === known.thumbprint)
  return isCurrent ? known : ((await certificate.newer()) ?? { value: known }).value
}

/** Says nothing about whether it is true. */
function issuerOf(payload: string | Uint8Array): string {
  const { iss } = decodeJwt(`.${Buffer.from(payload).toString()}.`)
  if (iss === undefined || !issuerName.test(iss)) throw new errors.JWTInvalid('no issuer that can be known')
  return iss
}

function readable(text: string | undefined) {
  if (text === undefined) return { text: '', value: undefined }
  const { publicKey: key, fingerprint, validFromDate, validToDate } = new X509Certificate(Buffer.from(text, 'base64'))
  if (key.asymmetricKeyType !== 'rsa') throw new Error('not an RSA certificate')
  const thumbprint = fingerprint.replaceAll(':', '')
  return { text, value: { key, thumbprint, fromMs: validFromDate.getTime(), toMs: validToDate.getTime() } }
}
