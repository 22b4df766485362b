import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { notFound } from '../answer.ts'
import type { Route } from '../service-request.ts'

/** Where the page leads besides; left out, it does not. */
export interface PageLinks {
  /** The API whose messages these are, such as `http://localhost:7071/notifications/api/v1`. */
  readonly api?: string | undefined
  readonly docs?: string | undefined
}

/** The page runs what comes from here, and shows a mail in a frame from here; nothing else is loaded. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

export const pageFiles = (links: PageLinks): Route[] => [
  { name: 'page', method: 'GET', path: /^\/$/, handle: () => file('index.html') },
  { name: 'page', method: 'GET', path: /^\/magic$/, handle: () => file('magic.html') },
  {
    name: 'page',
    method: 'GET',
    path: /^\/page\/[a-z-]+\.(js|css|svg)$/,
    handle: ({ path }) => file(path.slice('/page/'.length)),
  },
  { name: 'page', method: 'GET', path: /^\/page\/links$/, handle: () => ({ status: 200, body: links }) },
]

/** Read for every request, so that a change is seen when the page is loaded again. */
async function file(name: string) {
  const body = await readFile(new URL(`../page/${name}`, import.meta.url)).catch(() => {
    throw notFound('There is no such page.')
  })
  return {
    status: 200,
    headers: {
      'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': pagePolicy,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    },
    body,
  }
}
