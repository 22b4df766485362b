import { httpRoute } from './door/route.ts'
import { operation } from './published/operation.ts'

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Varslinger</title>
<link rel="icon" href="/swagger/file?name=favicon-32x32.png">
<link rel="stylesheet" href="/swagger/file?name=swagger-ui.css">
<div id="description"></div>
<script src="/swagger/file?name=swagger-ui-bundle.js"></script>
<script src="/swagger/file?name=start.js"></script>
</html>
`

const headers = {
  'content-type': 'text/html; charset=utf-8',
  // The page brings everything along and talks to nobody but us; what it shows is marked up with styles and pictures.
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
}

/** The description of the API to read and to try; the token that a visitor gives stays in their browser. */
export const browseApiRoute = () =>
  httpRoute({
    name: 'browse-api',
    method: 'GET',
    path: 'swagger',
    published: operation.browseApi,
    handle: () => Promise.resolve({ status: 200, headers, body: page }),
  })
