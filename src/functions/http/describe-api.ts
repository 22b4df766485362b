import { httpRoute, type Route } from './door/route.ts'
import { openApiDocument } from './open-api/document.ts'
import { operation } from './published/operation.ts'

const headers = { 'content-type': 'application/json; charset=utf-8' }

/** @param others all other routes of the app */
export function describeApiRoute(others: readonly Route[]): Route {
  let body: string | undefined
  const own: Route = httpRoute({
    name: 'describe-api',
    method: 'GET',
    path: 'swagger/v1/swagger.json',
    published: operation.describeApi,
    handle() {
      // Made when somebody asks: most instances of the app are never asked.
      body ??= JSON.stringify(openApiDocument([...others, own]))
      return Promise.resolve({ status: 200, headers, body })
    },
  })
  return own
}
