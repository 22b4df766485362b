import type { Services } from '../../services.ts'
import { empty } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { operation } from './published/operation.ts'
import { PageFileQuery } from './wire/page-file-query.ts'

const start = `SwaggerUIBundle({
  url: '/swagger/v1/swagger.json',
  dom_id: '#description',
  deepLinking: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  // Else the page would send the address of the description to a checker on the internet.
  validatorUrl: null,
})
`

const mediaTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
}

/** What the page of the description consists of: files of Swagger UI, and the few lines that start it. */
export const browseApiFileRoute = ({ pageFiles }: Pick<Services, 'pageFiles'>) =>
  httpRoute({
    name: 'browse-api-file',
    method: 'GET',
    path: 'swagger/file',
    query: PageFileQuery,
    published: operation.browseApiFile,
    async handle({ query: { name } }) {
      const body = name === 'start.js' ? start : await pageFiles.read(name)
      if (body === undefined) return empty(404)
      const contentType = mediaTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
      return { status: 200, headers: { 'content-type': contentType, 'cache-control': 'max-age=3600' }, body }
    },
  })
