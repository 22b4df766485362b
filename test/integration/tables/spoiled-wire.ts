import type { TableClient } from '@azure/data-tables'
import { createHttpHeaders, RestError, type PipelineRequest } from '@azure/core-rest-pipeline'

/**
 * The store does what it is asked, but the answers to the next `times` requests that change something are lost on
 * their way back.
 * @param hearing who meets the loss: the SDK, which repeats the request itself, or only its caller
 */
export function loseAnswers(client: TableClient, times: number, hearing: 'sdk' | 'caller' = 'sdk'): void {
  let left = times
  const policy = {
    name: `loseAnswers-${hearing}`,
    async sendRequest(request: PipelineRequest, next: (request: PipelineRequest) => Promise<never>) {
      const answer = await next(request)
      if (request.method === 'GET' || left === 0) return answer
      left -= 1
      throw new RestError('the answer was lost', { code: 'ECONNRESET', request })
    },
  }
  client.pipeline.addPolicy(
    policy,
    hearing === 'sdk' ? { afterPhase: 'Retry' } : { beforePolicies: ['defaultRetryPolicy'] },
  )
}

/** What each request carried. */
export function recordBodies(client: TableClient): string[] {
  const bodies: string[] = []
  client.pipeline.addPolicy(
    {
      name: 'recordBodies',
      sendRequest(request, next) {
        if (typeof request.body === 'string') bodies.push(request.body)
        return next(request)
      },
    },
    { afterPhase: 'Retry' },
  )
  return bodies
}

/** Answers queries as Azure may: in pages as short as it likes, with empty ones between them. */
export function cutPages(client: TableClient, size: number): void {
  let queries = 0
  client.pipeline.addPolicy(
    {
      name: 'cutPages',
      sendRequest(request, next) {
        const url = new URL(request.url)
        const [partition, row] = [url.searchParams.get('NextPartitionKey'), url.searchParams.get('NextRowKey')]
        if (partition !== null && row !== null && queries++ % 2 === 0) {
          return Promise.resolve(emptyPage(request, partition, row))
        }
        if (url.searchParams.has('$top')) url.searchParams.set('$top', String(size))
        request.url = url.toString()
        return next(request)
      },
    },
    { afterPhase: 'Retry' },
  )
}

const emptyPage = (request: PipelineRequest, partition: string, row: string) => ({
  request,
  status: 200,
  headers: createHttpHeaders({
    'content-type': 'application/json',
    'x-ms-continuation-NextPartitionKey': partition,
    'x-ms-continuation-NextRowKey': row,
  }),
  bodyAsText: JSON.stringify({ value: [] }),
})
