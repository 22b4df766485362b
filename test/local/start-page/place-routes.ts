import type { CloudParts } from '../cloud/parts.ts'
import { RequestError, type PageRoute } from './http-server.ts'

export interface Whereabouts {
  /** Where callers reach the app. */
  readonly baseUri: string
  /** Filled while they start. */
  readonly parts: CloudParts
}

/** Short addresses that lead to the parts, wherever these listen. */
export const placeRoutes = ({ baseUri, parts }: Whereabouts): PageRoute[] => {
  const started: Partial<CloudParts> = parts
  const inbox = () => started.communicationServices?.ready.url
  const platform = () => started.altinnPlatform?.ready.url
  const api = () => baseUri
  return [
    leadTo('inbox', inbox, '/'),
    leadTo('magic', inbox, '/magic'),
    leadTo('people', platform, '/registry'),
    leadTo('platform', platform, '/'),
    leadTo('swagger', api, '/swagger'),
    leadTo('token', api, tokenPath),
  ]
}

const tokenPath =
  '/api/GetEnterpriseToken?env=local&org=ttd&orgNo=991825827&scopes=altinn:serviceowner/notifications.create'

/** @param originNow none while the part has not started */
const leadTo = (name: string, originNow: () => string | undefined, path: string): PageRoute => ({
  method: 'GET',
  path: new RegExp(`^/${name}$`),
  handle(_, response) {
    const origin = originNow()
    if (origin === undefined) throw new RequestError(503, 'it has not started yet')
    response.writeHead(302, { location: origin + path, 'cache-control': 'no-store' }).end()
  },
})
