import type { ReadTimeline } from '../ledger/order-timeline.ts'
import { answerJson, RequestError, type PageRoute } from './http-server.ts'

/** What has become of an order, for the inbox page and the demo. */
export const orderRoutes = (timelines: () => Promise<ReadTimeline>): PageRoute[] => [
  {
    method: 'GET',
    path: /^\/orders\/([0-9a-f-]{36})\/timeline$/,
    async handle({ parts: [id = ''] }, response) {
      const timeline = await (await timelines())(id)
      if (timeline === undefined) throw new RequestError(404, 'there is no such order')
      answerJson(response, timeline)
    },
  },
]
