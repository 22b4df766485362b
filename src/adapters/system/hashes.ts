import { createHmac } from 'node:crypto'
import type { Hashes } from '../../use-cases/ports.ts'

/** @param key at least 32 bytes; changing it would make every earlier idempotency id and reference unknown */
export const keyedHashes = (key: Uint8Array): Hashes => ({
  of(parts) {
    const hmac = createHmac('sha256', key)
    for (const part of parts) {
      const bytes = Buffer.from(part)
      hmac.update(`${bytes.length}:`).update(bytes)
    }
    return hmac.digest()
  },
})
