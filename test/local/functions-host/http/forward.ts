import http, { type IncomingMessage, type ServerResponse } from 'node:http'

/** Path prefixes of the host's own address that another local server answers. */
export type ForwardRules = Readonly<Record<string, string>>

/** The origin that requests for this path go to, if any. */
export const forwardOrigin = (rules: ForwardRules, path: string): string | undefined =>
  Object.entries(rules).find(([prefix]) => path === prefix || path.startsWith(`${prefix.replace(/\/$/, '')}/`))?.[1]

/** Passes a request on and its answer back; 502 when the other server cannot be reached. */
export function forward(request: IncomingMessage, response: ServerResponse, origin: string): void {
  const { method, headers } = request
  const onward = http.request(new URL(request.url ?? '/', origin), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()))
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}
