/** The scope that lets a service owner order notifications. */
export const createScope = 'altinn:serviceowner/notifications.create'

/** A token of a synthetic organisation, as the test token generator gives it. */
export async function enterpriseToken(
  origin: string,
  claims: { org?: string; scopes?: string; ttlSeconds?: number } = {},
): Promise<string> {
  const { org = 'ttd', scopes = createScope, ttlSeconds = 1_800 } = claims
  const query = new URLSearchParams({ env: 'local', scopes, org, orgNo: '991825827', ttl: String(ttlSeconds) })
  const response = await fetch(`${origin}/api/GetEnterpriseToken?${query.toString()}`, {
    headers: { authorization: `Basic ${Buffer.from('local:local').toString('base64')}` },
  })
  if (!response.ok) throw new Error(`the token generator answered ${response.status}`)
  return response.text()
}
