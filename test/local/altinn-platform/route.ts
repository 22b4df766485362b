import { text as readText } from 'node:stream/consumers'
import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http'

export interface PlatformRequest {
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** The header, or nothing. */
  readonly authorization: string
  /** What follows the path of the route. */
  readonly rest: string
  readonly body: string
}

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** The whole path, or with `*` at its end where one more segment follows. */
  readonly path: string
  answer(request: PlatformRequest): Promise<Answer> | Answer
}

const typed =
  (type: string) =>
  (body: string): Answer => ({ status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body })

export const text = typed('text/plain')
export const json = (value: unknown) => typed('application/json')(JSON.stringify(value))

export const refused = (status: number, why: string): Answer => ({ ...text(why), status })

/** Answers 404 where no route fits; `seen` gets the name of the route of every other request. */
export function serveRoutes(routes: readonly Route[], seen: (route: string) => void): RequestListener {
  const byName = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]))
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { pathname, searchParams: query } = new URL(`http://platform${request.url ?? '/'}`)
    const rest = pathname.slice(pathname.lastIndexOf('/') + 1)
    const name = [pathname, `${pathname.slice(0, -rest.length)}*`]
      .map((path) => `${request.method ?? ''} ${path}`)
      .find((each) => byName.has(each))
    const route = byName.get(name ?? '')
    if (route === undefined || name === undefined) return { status: 404 }
    seen(name)
    const { headers } = request
    const body = await readText(request)
    return route.answer({
      query,
      headers,
      authorization: headers.authorization ?? '',
      rest: decodeURIComponent(rest),
      body,
    })
  }
  return (request, response) => {
    void answer(request)
      .catch((error: unknown): Answer => refused(500, String(error)))
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body))
  }
}
