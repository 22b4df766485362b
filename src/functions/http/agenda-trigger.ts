import type { HttpResponseInit } from '@azure/functions'
import { nextOpening } from '../../domain/send-window.ts'
import type { Log } from '../../use-cases/ports.ts'
import { empty } from './door/answers.ts'
import { httpRoute } from './door/route.ts'
import type { Published } from './door/published.ts'

export interface AgendaTriggerDoor {
  /** Works through the agenda as the timer does. @returns how many rows are left */
  readonly runAgenda: () => Promise<number>
  readonly log: Log
}

interface AgendaTrigger {
  readonly name: string
  /** Below `/notifications/api/v1/trigger`. */
  readonly path: string
  readonly published: Published
  /** Left out, a failure is nobody's business but the log's: the timer tries again within a minute. */
  readonly onFailure?: HttpResponseInit
  /** Does nothing outside the window in which SMS may leave. */
  readonly inDaytime?: boolean
}

export const failedTo = (what: string): HttpResponseInit => ({
  status: 500,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `Failed to ${what}`,
})

/**
 * Has the agenda worked through now. Whatever an order needs, be it sending, giving up, publishing or erasing, one row
 * of the agenda knows; so every trigger does the same.
 */
export const agendaTrigger = (door: AgendaTriggerDoor, trigger: AgendaTrigger) =>
  httpRoute({
    name: trigger.name,
    method: 'POST',
    path: `notifications/api/v1/trigger/${trigger.path}`,
    forOperators: true,
    consumesJson: true,
    published: trigger.published,
    async handle({ receivedAt }) {
      if (trigger.inDaytime === true && nextOpening('Daytime', receivedAt) > receivedAt) return empty(200)
      return (await isWorkedThrough(door, trigger)) ? empty(200) : (trigger.onFailure ?? empty(200))
    },
  })

async function isWorkedThrough({ runAgenda, log }: AgendaTriggerDoor, { name }: AgendaTrigger): Promise<boolean> {
  try {
    return (await runAgenda()) === 0
  } catch (cause) {
    log.error(name, {}, cause)
    return false
  }
}
