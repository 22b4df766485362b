import type { TokenCredential } from '@azure/core-auth'

/**
 * The certificate that verifies the platform access tokens of an issuer: base64 of its DER, undefined where the issuer
 * has none.
 * @throws where nobody can tell
 */
export type CertificateSource = (issuer: string) => Promise<string | undefined>

const timeoutMs = 5_000

/** @param address the issuer's name follows it */
export const certificatesAt =
  (address: string): CertificateSource =>
  (issuer) =>
    textAt(address + issuer)

/**
 * Secrets `{issuer}-access-token-public-cert`.
 * https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret
 */
export const keyVaultCertificates =
  (vault: string, credential: TokenCredential): CertificateSource =>
  async (issuer) => {
    const access = await credential.getToken('https://vault.azure.net/.default')
    const name = `${issuer}-access-token-public-cert`
    const address = `${vault.replace(/\/+$/, '')}/secrets/${name}?api-version=7.4`
    const secret = await textAt(address, { authorization: `Bearer ${access?.token ?? ''}` })
    return secret === undefined ? undefined : (JSON.parse(secret) as { value: string }).value
  }

async function textAt(address: string, headers: Record<string, string> = {}): Promise<string | undefined> {
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await fetch(address, { headers, signal, redirect: 'manual' })
  if (response.status === 404) return undefined
  if (response.status !== 200) throw new Error(`certificate source answered ${response.status}`)
  return response.text()
}
