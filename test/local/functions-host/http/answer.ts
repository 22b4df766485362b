import type { ServerResponse } from 'node:http'

/** An answer of the host itself that has no body; nothing happens if an answer has begun. */
export function answerEmpty(response: ServerResponse, status: number): void {
  if (response.headersSent) return
  response.writeHead(status, { 'Content-Length': 0 }).end()
}

export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
