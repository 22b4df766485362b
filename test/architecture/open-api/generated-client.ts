import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { openApiDocument } from '../../../src/functions/http/open-api/document.ts'
import { appRoutes } from './app-routes.ts'

const banner = '// Made from the description of the API by `npm run client`; do not edit.\n\n'

/** The text of `src/client/api.ts`. Routes outside the API itself, as the page that shows it, are not for a client. */
export async function generatedClient(): Promise<string> {
  const document = openApiDocument(appRoutes.filter(({ path }) => path.startsWith('notifications/')))
  const types = await openapiTS(document as OpenAPI3, { defaultNonNullable: false, silent: true })
  return banner + astToString(types)
}
