import { createPrivateKey, X509Certificate } from 'node:crypto'
import { SignJWT } from 'jose'
import { keptToken } from './kept-token.ts'

const lifetimeSeconds = 300
const skewSeconds = 5

/**
 * The token by which components of the platform know each other.
 * @param pem private key and certificate, as Key Vault hands out a certificate's secret
 */
export function platformToken(pem: string, nowMs: () => number) {
  const privateKey = createPrivateKey(pem)
  const thumbprint = new X509Certificate(pem).fingerprint.replaceAll(':', '')
  const header = {
    alg: 'RS256',
    typ: 'JWT',
    kid: thumbprint,
    x5t: Buffer.from(thumbprint, 'hex').toString('base64url'),
  }
  const mint = async () => {
    const now = Math.floor(nowMs() / 1000)
    const claims = { 'urn:altinn:app': 'notifications', iss: 'platform', aud: 'platform.altinn.no' }
    const jwt = new SignJWT({ ...claims, nbf: now - skewSeconds, exp: now + lifetimeSeconds })
    return {
      token: await jwt.setProtectedHeader(header).sign(privateKey),
      expiresMs: (now + lifetimeSeconds) * 1000,
    }
  }
  return keptToken(mint, nowMs).token
}
