import { calculateJwkThumbprint, type JWK } from 'jose'
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

import { selfSignedCertificate } from './certificate.ts'
import { openKeyFile, type IssuerKey, type StoredKeys } from './key-file.ts'

/** A private key and the header that names it. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly header: { readonly kid: string; readonly x5t?: string }
}

export interface Keys {
  /** What bearer tokens are signed with. */
  current(): Promise<SigningKey>
  /** The public keys of bearer tokens, the current one first. */
  published(): Promise<JWK[]>
  /** Begins a new current key; `drop` takes the earlier ones out of what is published. */
  rotate(drop: boolean): void
  /** What the platform access tokens of an issuer are signed with; made when it is first asked for. */
  ofIssuer(issuer: string): SigningKey
  /** Base64 of the DER of the issuer's certificate; undefined where no token has been asked for. */
  certificateOf(issuer: string): string | undefined
  /** The issuer's private key and certificate; PEM. */
  pemOf(issuer: string): string
  /** Begins a new key of an issuer; the earlier certificate is gone. */
  renew(issuer: string): void
  /** The one client that Maskinporten knows. */
  client(): Promise<{ readonly id: string; readonly publicJwk: JWK; readonly privateJwk: JWK }>
}

/** Keys that outlive the process where there is a folder. */
export function openKeys(folder: string | undefined): Keys {
  const file = openKeyFile(folder)
  let keys: StoredKeys = file.read() ?? { bearer: [newPrivateKey()], issuers: [] }
  const keep = (changed: StoredKeys) => {
    file.write(changed)
    keys = changed
  }
  keep(keys)
  const known = (name: string) => keys.issuers.find(({ issuer }) => issuer === name)
  const issuerOf = (name: string) => {
    const issuer = known(name) ?? newIssuerKey(name)
    if (!keys.issuers.includes(issuer)) keep({ ...keys, issuers: [...keys.issuers, issuer] })
    return issuer
  }
  return {
    current: () => bearerKey(keys.bearer[0]),
    published: () => Promise.all(keys.bearer.map(publicJwk)),
    rotate: (drop) => keep({ ...keys, bearer: [newPrivateKey(), ...(drop ? [] : keys.bearer)] }),
    ofIssuer: (name) => issuerKey(issuerOf(name)),
    certificateOf: (name) => known(name)?.certificate,
    pemOf: (name) => pem(issuerOf(name)),
    renew: (name) =>
      keep({ ...keys, issuers: [...keys.issuers.filter(({ issuer }) => issuer !== name), newIssuerKey(name)] }),
    client: () => clientOf(issuerOf('maskinporten-client')),
  }
}

const newPrivateKey = (): JWK =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })

const privateKeyOf = (jwk: JWK) => createPrivateKey({ key: jwk, format: 'jwk' })

function newIssuerKey(issuer: string): IssuerKey {
  const privateKey = newPrivateKey()
  return { issuer, privateKey, certificate: selfSignedCertificate(issuer, privateKeyOf(privateKey)).toString('base64') }
}

const bearerKey = async (jwk: JWK): Promise<SigningKey> => ({
  privateKey: privateKeyOf(jwk),
  header: { kid: await calculateJwkThumbprint(jwk) },
})

async function publicJwk(jwk: JWK): Promise<JWK> {
  const kid = await calculateJwkThumbprint(jwk)
  return { ...createPublicKey(privateKeyOf(jwk)).export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
}

function pem({ privateKey, certificate }: IssuerKey): string {
  const key = privateKeyOf(privateKey).export({ type: 'pkcs8', format: 'pem' })
  const lines = certificate.match(/.{1,64}/g)?.join('\n') ?? ''
  return `${key.toString()}-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

async function clientOf({ issuer, privateKey }: IssuerKey) {
  const published = await publicJwk(privateKey)
  return { id: issuer, publicJwk: published, privateJwk: { ...privateKey, kid: published.kid ?? '' } }
}

/** Named by the thumbprint of the certificate, as the platform does it. */
function issuerKey({ privateKey, certificate }: IssuerKey): SigningKey {
  const thumbprint = createHash('sha1').update(Buffer.from(certificate, 'base64')).digest()
  return {
    privateKey: privateKeyOf(privateKey),
    header: { kid: thumbprint.toString('hex').toUpperCase(), x5t: thumbprint.toString('base64url') },
  }
}
