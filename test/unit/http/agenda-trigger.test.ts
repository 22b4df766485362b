import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { handlerOf } from '../../../src/functions/http/door/handler.ts'
import type { Route } from '../../../src/functions/http/door/route.ts'
import { triggerDeleteOldStatusFeedRecordsRoute } from '../../../src/functions/http/trigger-delete-old-status-feed-records.ts'
import { triggerPastDueOrdersRoute } from '../../../src/functions/http/trigger-past-due-orders.ts'
import { triggerSendEmailRoute } from '../../../src/functions/http/trigger-send-email.ts'
import { triggerSendSmsRoute } from '../../../src/functions/http/trigger-send-sms.ts'
import { triggerSendSmsAnytimeRoute } from '../../../src/functions/http/trigger-send-sms-anytime.ts'
import { triggerSendSmsDaytimeRoute } from '../../../src/functions/http/trigger-send-sms-daytime.ts'
import { triggerTerminateExpiredNotificationsRoute } from '../../../src/functions/http/trigger-terminate-expired-notifications.ts'
import type { AgendaTriggerDoor } from '../../../src/functions/http/agenda-trigger.ts'
import { aDoor, visit } from '../door/a-visit.ts'

type RouteOf = (door: AgendaTriggerDoor) => Route

const day = new Date('2026-05-04T12:00:00Z')
const runs = { works: () => Promise.resolve(0), leaves: () => Promise.resolve(3), fails: () => Promise.reject(down) }
const down = new TransientFault('TABLES_UNAVAILABLE')

/** Pulls a trigger, and tells what came of it. */
async function pull(routeOf: RouteOf, run: keyof typeof runs, now = day) {
  const door = { ...aDoor(), clock: { now: () => now } }
  let count = 0
  const route = routeOf({
    log: door.log,
    runAgenda: () => {
      count += 1
      return runs[run]()
    },
  })
  const { status, headers, text } = await visit(handlerOf(door, route), {})
  return { status, type: headers['content-type'], text, count, errors: door.log.error.mock.calls.length }
}

const all: Readonly<Record<string, RouteOf>> = {
  pastdueorders: triggerPastDueOrdersRoute,
  sendemail: triggerSendEmailRoute,
  sendsmsanytime: triggerSendSmsAnytimeRoute,
  sendsmsdaytime: triggerSendSmsDaytimeRoute,
  sendsms: triggerSendSmsRoute,
  terminateexpirednotifications: triggerTerminateExpiredNotificationsRoute,
  deleteoldstatusfeedrecords: triggerDeleteOldStatusFeedRecordsRoute,
}

describe.each(Object.entries(all))('the trigger %s', (path, routeOf) => {
  test('runs the agenda once, and has nothing to say', async () => {
    expect(await pull(routeOf, 'works')).toMatchObject({ status: 200, text: undefined, count: 1, errors: 0 })
  })

  test('is where it has always been, and for those who run the service', () => {
    const { method, path: where, forOperators } = routeOf({ runAgenda: runs.works, log: aDoor().log })
    expect([method, where, forOperators]).toEqual(['POST', `notifications/api/v1/trigger/${path}`, true])
  })
})

describe('a run that fails', () => {
  test.each([
    ['pastdueorders', triggerPastDueOrdersRoute, 500],
    ['sendemail', triggerSendEmailRoute, 200],
    ['sendsmsanytime', triggerSendSmsAnytimeRoute, 200],
    ['sendsmsdaytime', triggerSendSmsDaytimeRoute, 200],
    ['sendsms', triggerSendSmsRoute, 200],
  ] as const)('of %s is answered without a word', async (_, routeOf, status) => {
    expect(await pull(routeOf, 'fails')).toMatchObject({ status, text: undefined, errors: 1 })
    expect(await pull(routeOf, 'leaves')).toMatchObject({ status, text: undefined })
  })

  test.each([
    ['terminateexpirednotifications', triggerTerminateExpiredNotificationsRoute, 'terminate expired notifications'],
    ['deleteoldstatusfeedrecords', triggerDeleteOldStatusFeedRecordsRoute, 'delete old status feed records'],
  ] as const)('of %s is told as a sentence', async (_, routeOf, what) => {
    const answer = { status: 500, type: 'text/plain; charset=utf-8', text: `Failed to ${what}` }
    expect(await pull(routeOf, 'fails')).toMatchObject({ ...answer, errors: 1 })
    expect(await pull(routeOf, 'leaves')).toMatchObject(answer)
  })
})

describe('at night', () => {
  const night = new Date('2026-05-04T02:00:00Z')

  test.each([triggerSendSmsDaytimeRoute, triggerSendSmsRoute])('SMS of the daytime are left alone', async (routeOf) => {
    expect(await pull(routeOf, 'fails', night)).toMatchObject({ status: 200, count: 0 })
  })

  test('all else goes on', async () => {
    for (const routeOf of [triggerSendSmsAnytimeRoute, triggerSendEmailRoute, triggerPastDueOrdersRoute]) {
      expect(await pull(routeOf, 'works', night)).toMatchObject({ status: 200, count: 1 })
    }
  })
})
