import type { ServerResponse } from 'node:http'
import { pageFile } from '../page/page-file.ts'
import { placesAt } from '../page/places.ts'
import { answerJson, RequestError, type PageRoute } from './http-server.ts'

/** @param api where callers reach the app */
export const pageRoutes = (api: string): readonly PageRoute[] => [
  { method: 'GET', path: /^\/$/, handle: (_, response) => answerFile(response, 'index.html') },
  {
    method: 'GET',
    path: /^\/page\/([a-z-]+\.(?:js|css|svg))$/,
    handle: ({ parts: [name = ''] }, response) => answerFile(response, name),
  },
  {
    method: 'GET',
    path: /^\/page\/links$/,
    handle: (_, response) => answerJson(response, { ...placesAt('/'), api: `${api}/notifications/api/v1` }),
  },
]

async function answerFile(response: ServerResponse, name: string): Promise<void> {
  const file = await pageFile(new URL('page/', import.meta.url), name)
  if (file === undefined) throw new RequestError(404, 'there is no such page')
  response.writeHead(200, file.headers)
  response.end(file.body)
}
