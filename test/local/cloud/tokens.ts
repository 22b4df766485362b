/** The scope that lets a service owner order notifications. */
export const createScope = 'altinn:serviceowner/notifications.create'
/** The scope that lets one order composed e-mail. */
export const composedScope = 'altinn:serviceowner/notifications.composedemail.create'

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

/** A platform access token of an app, as the test token generator gives it. @param app as `ttd/app` */
export async function platformToken(origin: string, app: string, ttlSeconds = 1_800): Promise<string> {
  const query = new URLSearchParams({ env: 'local', app, ttl: String(ttlSeconds) })
  const authorization = `Basic ${Buffer.from('local:local').toString('base64')}`
  const response = await fetch(`${origin}/api/GetPlatformToken?${query.toString()}`, { headers: { authorization } })
  return response.text()
}
