import { expect, test } from 'vitest'
import { TransientFault } from '../../src/domain/faults.ts'
import { handlerOf } from '../../src/functions/http/door/handler.ts'
import type { Route } from '../../src/functions/http/door/route.ts'
import { routes } from '../../src/functions/http/routes.ts'
import { buildServices } from '../../src/services.ts'
import { readSettings } from '../../src/settings.ts'
import sample from '../../local.settings.sample.json' with { type: 'json' }
import { aDoor, visit } from '../unit/door/a-visit.ts'

/** Nothing behind the door is reached: what gets that far has come in. */
const services = buildServices(readSettings(sample.Values), {
  around: () => Promise.reject(new TransientFault('NOT_REACHED')),
})
const table = routes(services)

/** Calls the route as somebody whom nobody knows. */
const statusOf = async (route: Route) => (await visit(handlerOf(aDoor(), route), { method: route.method })).status

const namesOf = (some: readonly Route[]) => some.map(({ name }) => name).toSorted()

test('who is not known gets into no route but health, the description and the condition to test with', async () => {
  const others = table.filter(({ forOperators }) => !forOperators)
  const statuses = await Promise.all(others.map(statusOf))
  const open = others.filter((_, i) => statuses[i] !== 401)
  expect(namesOf(open)).toEqual([
    'browse-api',
    'browse-api-file',
    'check-health',
    'check-liveness',
    'describe-api',
    'test-send-condition',
  ])
})

test('those for operators are the triggers and the page of metrics', () => {
  expect(namesOf(table.filter(({ forOperators }) => forOperators))).toEqual([
    'show-metrics-form',
    'show-monthly-metrics',
    'trigger-delete-old-status-feed-records',
    'trigger-past-due-orders',
    'trigger-send-email',
    'trigger-send-sms',
    'trigger-send-sms-anytime',
    'trigger-send-sms-daytime',
    'trigger-terminate-expired-notifications',
  ])
})
