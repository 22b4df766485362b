import type { JWK } from 'jose'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface StoredKeys {
  /** Private keys of bearer tokens, the current one first. */
  readonly bearer: readonly [current: JWK, ...earlier: JWK[]]
  readonly issuers: readonly IssuerKey[]
}

export interface IssuerKey {
  readonly issuer: string
  readonly privateKey: JWK
  /** Base64 of the DER. */
  readonly certificate: string
}

/** All keys in one file, replaced as a whole; without a folder nothing is read or written. */
export function openKeyFile(folder: string | undefined) {
  if (folder === undefined) return { read: () => undefined, write: () => undefined }
  const path = join(folder, 'keys.json')
  mkdirSync(folder, { recursive: true })
  return {
    read: () => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as StoredKeys) : undefined),
    write: (keys: StoredKeys) => {
      writeFileSync(`${path}~`, JSON.stringify(keys), { mode: 0o600 })
      renameSync(`${path}~`, path)
    },
  }
}
