import type { IncomingMessage, ServerResponse } from 'node:http'
import { isAuthorized, type FunctionKeys } from './function-keys.ts'
import { answerEmpty, answerJson } from './answer.ts'
import { readBody } from './request-body.ts'

/** Starts the function of that name; `unknown` if there is none, `not-supported` if it cannot be started by hand. */
export type StartByHand = (name: string) => 'started' | 'unknown' | 'not-supported'

export type Admin = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<void>

/** What lies under `/admin`: starting a function, and whether the host lives. Only the ping needs no key. */
export function createAdmin(keys: FunctionKeys | undefined, start: StartByHand): Admin {
  return async (path, request, response) => {
    const target = `${request.method ?? ''} ${path.toLowerCase()}`
    const name = /^POST \/admin\/functions\/([^/]+)$/.exec(target)?.[1]
    if (target === 'GET /admin/host/ping') answerEmpty(response, 200)
    else if (!isAuthorized(keys, 'admin', request)) answerEmpty(response, 401)
    else if (target === 'GET /admin/host/status') answerJson(response, 200, status)
    else if (name !== undefined) answerEmpty(response, await startStatus(request, () => start(name)))
    else answerEmpty(response, 404)
  }
}

const status = { state: 'Running', version: '4.1037.0.0' }

async function startStatus(request: IncomingMessage, start: () => ReturnType<StartByHand>): Promise<number> {
  const body = await readBody(request)
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return 415
  if (!isJsonObject(body?.toString() ?? '')) return 400
  // 202 at once, also when the function then fails. 501 is ours: Microsoft's host starts every function.
  return { started: 202, unknown: 404, 'not-supported': 501 }[start()]
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
