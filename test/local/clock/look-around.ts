import type { CloudParts } from '../cloud/parts.ts'
import type { AgendaMoments } from '../ledger/agenda-moments.ts'
import type { ServiceBusInspection } from '../service-bus/inspection.ts'
import type { Look } from './move-clock.ts'

type Parts = Pick<CloudParts, 'serviceBus' | 'communicationServices'>

interface LookAround {
  readonly parts: Parts
  readonly agenda: AgendaMoments
  readonly now: () => Date
}

/** What is due sooner is waited for: it belongs to what goes on at the moment. */
const momentMs = 1_000

/**
 * At rest is what has no active or locked message and nothing due within a second. The queues are looked at twice, the
 * reports of the provider in between: while no message came and none is there, nobody does anything.
 */
export async function lookAround({ parts, agenda, now }: LookAround): Promise<Look> {
  const before = await lookAtBus(parts)
  if (before.busy !== undefined) return { busy: before.busy }
  const { value } = await parts.communicationServices.inspect<{ nextReportAt?: string }>()
  const bus = await lookAtBus(parts)
  if (bus.busy !== undefined) return { busy: bus.busy }
  if (bus.received !== before.received) return { busy: 'messages keep coming' }
  const times = [...bus.scheduled, value.nextReportAt].flatMap((time) => (time === undefined ? [] : Date.parse(time)))
  if (times.some((time) => time - now().getTime() < momentMs)) return { busy: 'something is due within a second' }
  return { next: earliest([...times, ...(await agenda.next(now()))]) }
}

async function lookAtBus({ serviceBus }: Parts) {
  const { queues, counts } = (await serviceBus.inspect<ServiceBusInspection>()).value
  const busy = Object.entries(queues).find(([, { active, locked }]) => active + locked > 0)
  return {
    busy: busy && `${busy[0]} has ${busy[1].active} messages waiting and ${busy[1].locked} in work`,
    received: counts.messagesReceived,
    scheduled: Object.values(queues).map(({ nextScheduledAt }) => nextScheduledAt),
  }
}

const earliest = (times: readonly number[]) => (times.length === 0 ? undefined : new Date(Math.min(...times)))
