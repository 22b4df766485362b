const SCOPE = 'altinn:serviceowner/notifications.create'

const links = [
  [`/api/GetEnterpriseToken?env=local&scopes=${SCOPE}&org=ttd&orgNo=991825827`, 'token of a service owner'],
  ['/api/GetPersonalToken?env=local&scopes=openid&userId=20001&pid=01010112345', 'token of a person'],
  ['/api/GetPlatformToken?env=local&app=ttd/app', 'platform access token of an app'],
  ['/certificates/ttd', 'certificate of the platform access tokens of ttd, once one has been asked for'],
  ['/authentication/api/v1/openid/.well-known/openid-configuration', 'OpenID provider'],
  ['/authentication/api/v1/openid/.well-known/openid-configuration/jwks', 'keys of the OpenID provider'],
] as const

const items = links.map(
  ([href, what]) =>
    `<li>${what}<br><a href="${href.replaceAll('&', '&amp;')}"><code>${href.replaceAll('&', '&amp;')}</code></a>`,
)

export const startPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Altinn platform, local</title>
<h1>Altinn platform, local</h1>
<p>Tokens are given to any user name and password; <code>ttl</code> is in seconds, negative for a token that has expired.
<ul>
${items.join('\n')}
</ul>
<p><code>POST /keys/rotate</code> begins a new signing key, with <code>?drop=true</code> the earlier ones are no longer published.
</html>
`
