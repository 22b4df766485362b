import { firstLook, horizonSeconds, shardOf, type AgendaRow } from '../domain/agenda.ts'
import { startQueueOf } from '../domain/message.ts'
import { secondsBetween, type OrderHead, type StoredOrder } from '../domain/order.ts'
import type { ReferenceRow } from './ports.ts'

export interface Acceptance {
  readonly now: Date
  readonly machineNow: Date
  readonly shards: number
}

/** When the door posts the message itself, the agenda only watches; else the agenda posts it when it is time. */
export function agendaRow(order: StoredOrder, { now, machineNow, shards }: Acceptance): AgendaRow {
  const due = order.requestedSendTime
  const isSoon = secondsBetween(now, due) <= horizonSeconds
  const when = isSoon ? ({ kind: 'watch', at: firstLook(now, due) } as const) : ({ kind: 'due', at: due } as const)
  return {
    ...when,
    order: order.id,
    queue: startQueueOf(order),
    nonce: order.nonce,
    due,
    looks: 0,
    shard: shardOf(order.id, shards),
    writtenAt: machineNow,
  }
}

/** Undefined when the order has no reference that anybody could look up. */
export function referenceRow(order: OrderHead, writtenAt: Date): ReferenceRow | undefined {
  const { creator, sendersReference, id, nonce } = order
  if (sendersReference === undefined || sendersReference.trim() === '') return undefined
  return { creator, reference: sendersReference, order: id, nonce, writtenAt }
}
