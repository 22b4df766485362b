import { createHmac, createSecretKey } from 'node:crypto'
import type { Hashes } from '../../use-cases/ports.ts'

/** @param key at least 32 bytes; changing it would make every earlier idempotency id and reference unknown */
export function keyedHashes(key: Uint8Array): Hashes {
  // Importing the key costs several times as much as the hash of a few words.
  const secret = createSecretKey(key)
  return {
    of(parts) {
      const hmac = createHmac('sha256', secret)
      for (const part of parts) {
        const bytes = Buffer.from(part)
        hmac.update(`${bytes.length}:`).update(bytes)
      }
      return hmac.digest()
    },
  }
}
