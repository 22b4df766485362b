import { json } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import { operation } from './published/operation.ts'
import type { SendCondition } from './wire/send-condition.ts'
import { SendConditionQuery } from './wire/send-condition-query.ts'

/** A condition endpoint for tests of those who order: it answers what it is asked to answer. */
export const testSendConditionRoute = () =>
  httpRoute({
    name: 'test-send-condition',
    method: 'GET',
    path: 'notifications/api/v1/tests/sendcondition',
    consumesJson: true,
    query: SendConditionQuery,
    published: operation.testSendCondition,
    handle({ query: { conditionMet } }) {
      const answer: SendCondition = { sendNotification: conditionMet?.trim().toLowerCase() === 'true' }
      return Promise.resolve(json(200, answer))
    },
  })
