import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { bindingData } from './binding-data.ts'
import { newInvocationId, type Invoker } from '../app/invocation.ts'
import { answerEmpty } from './answer.ts'
import { asItComes, bodyLimit, contentLength, readAlready, readBody, scalarsLimit } from './request-body.ts'
import type { LibraryRequest } from './request-body.ts'
import type { RouteMatch } from './router.ts'

export type HttpFunction = (match: RouteMatch, request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Runs an HTTP function in stream mode: the library's server gets the request with the three headers it goes by, and
 * the invocation starts beside it. The library alone answers; when the handler throws or returns nothing, nobody does,
 * and the caller hangs, as on Azure.
 */
export function httpFunction(libraryServer: Server, invoker: Invoker): HttpFunction {
  return async (match, request, response) => {
    const length = contentLength(request)
    if (length !== undefined && length > bodyLimit) {
      answerEmpty(response, 500)
      return
    }
    const small = length !== undefined && length > 0 && length <= scalarsLimit
    const body = small ? await readBody(request) : undefined
    if (small && body === undefined) return
    const invocationId = newInvocationId()
    libraryServer.emit('request', libraryRequest(request, invocationId, bodyOf(request, response, body)), response)
    const cause = request.headers['traceparent'] as string | undefined
    const metadata = bindingData(request, match.values, body)
    await invoker.invoke(match.registration, { invocationId, input: { http: {} }, metadata, cause })
  }
}

function bodyOf(request: IncomingMessage, response: ServerResponse, body: Buffer | undefined) {
  if (body !== undefined) return readAlready(body)
  return asItComes(request, () => answerEmpty(response, 500))
}

function libraryRequest(
  request: IncomingMessage,
  invocationId: string,
  body: AsyncIterable<Uint8Array>,
): LibraryRequest {
  return {
    method: request.method ?? 'GET',
    // Microsoft's proxy encodes what the path kept encoded once more.
    url: (request.url ?? '/').replace(/^[^?]*%2f[^?]*/i, (path) => path.replace(/%(2f)/gi, '%25$1')),
    headers: {
      'x-ms-invocation-id': invocationId,
      'x-forwarded-host': request.headers.host ?? '127.0.0.1',
      'x-forwarded-proto': 'http',
    },
    [Symbol.asyncIterator]: () => body[Symbol.asyncIterator](),
  }
}
