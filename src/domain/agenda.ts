import type { Channel } from './channel.ts'
import type { OrderId } from './ids.ts'
import type { NotificationState } from './notification.ts'
import { addSeconds, expiryGraceSeconds, type Order } from './order.ts'
import { nextOpening } from './send-window.ts'

/**
 * The agenda holds one row per unfinished order, moved from due to watch to erasure. Whatever was lost on the fast
 * way (a message, a crash) is found again by the row.
 */
export interface AgendaRow {
  readonly kind: 'due' | 'watch' | 'erase'
  readonly order: OrderId
  /** Which queue sends the order. */
  readonly channel: Channel
  /** The request that wrote it; a row whose nonce its order does not name is an orphan. */
  readonly nonce: string
  /** When to act. */
  readonly at: Date
  /** The order's requested time, which the looks of the watch are counted from. */
  readonly due: Date
  /** How many times the watch has looked. */
  readonly looks: number
  readonly shard: number
  /** Machine time of the request that wrote it. */
  readonly writtenAt: Date
}

/** Agenda rows up to this far ahead are handed to the bus, which knows their exact second. */
export const horizonSeconds = 120
/** How long an agenda row may wait for its order to appear (its request is surely over then). */
export const orphanGraceSeconds = 3600

const lookMinutes = [2, 5, 15, 60]

/** The partition of a row: its minute and shard, sorting by time. */
export const bucketOf = (at: Date, shard: number) =>
  `${at.toISOString().slice(0, 16)}|${String(shard).padStart(2, '0')}`

/**
 * Where a row lies. A run finds what is due two minutes ahead, for the bus to time; every other row lies so much later
 * that it is found when its time has come.
 */
export const bucketOfRow = ({ kind, at, shard }: Pick<AgendaRow, 'kind' | 'at' | 'shard'>) =>
  bucketOf(kind === 'due' ? at : addSeconds(at, horizonSeconds), shard)

/** Exclusive upper bound of the partitions that a run at `now` works through. */
export const bucketsBefore = (now: Date) => addSeconds(now, horizonSeconds).toISOString().slice(0, 16)

/** Spreads orders over shards by the random part of their id; the same order always gets the same shard. */
export const shardOf = (order: OrderId, shards: number) => parseInt(order.slice(0, 8), 16) % shards

/**
 * The row moved to a later time. It never targets its own bucket, nor the current minute: inserting the new row and
 * deleting the old one must not be the same key.
 */
export function moved(row: AgendaRow, now: Date, to: Pick<AgendaRow, 'kind' | 'at' | 'looks'>): AgendaRow {
  const earliest = addSeconds(row.at > now ? row.at : now, 60)
  return { ...row, ...to, at: to.at > earliest ? to.at : earliest }
}

/** An order that may go is given two minutes to do so. */
const patienceSeconds = 120

/** First look of the watch: two minutes after the order was, or is, due. */
export const firstLook = (now: Date, due: Date) => addSeconds(due > now ? due : now, patienceSeconds)

/** When the watch looks again at an unfinished order. */
export function nextLook(row: AgendaRow, order: Order, now: Date): Date {
  const opening = nextOpening(order.policy, now)
  if (opening > now && inState(order, 'new')) return addSeconds(opening, patienceSeconds)
  const minutes = lookMinutes[row.looks]
  if (minutes !== undefined) return addSeconds(row.due, minutes * 60)
  return inState(order, 'new', 'claimed', 'unknown')
    ? addSeconds(now, 3600)
    : addSeconds(order.expiry, expiryGraceSeconds)
}

const inState = ({ chunk }: Order, ...states: readonly NotificationState[]) =>
  chunk.notifications.some(({ state }) => states.includes(state))
