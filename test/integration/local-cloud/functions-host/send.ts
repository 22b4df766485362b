import http, { type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  json(): unknown
}

export interface Request {
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders | readonly string[]
  /** Sent with a Content-Length if it is a string, in chunks if it is several. */
  readonly body?: string | Buffer | readonly (string | Buffer)[]
  readonly signal?: AbortSignal
}

/** Sends a request whose path is not touched on its way, unlike with `fetch`. */
export function send(
  origin: string,
  path: string,
  { method, headers = {}, body, signal }: Request = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, method: method ?? (body === undefined ? 'GET' : 'POST'), headers, signal }
    const request = http.request(options, (response) => {
      text(response).then((content) => {
        const { statusCode = 0, headers: answered } = response
        resolve({ status: statusCode, headers: answered, text: content, json: () => JSON.parse(content) as unknown })
      }, reject)
    })
    request.on('error', reject)
    if (Array.isArray(body)) for (const part of body as readonly string[]) request.write(part)
    request.end(Array.isArray(body) ? undefined : body)
  })
}
