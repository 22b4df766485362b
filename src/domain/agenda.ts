import type { OrderId } from './ids.ts'
import type { StartQueue } from './message.ts'
import type { NotificationState } from './notification.ts'
import { addSeconds, expiryGraceSeconds, isPublishable, type Order } from './order.ts'
import { nextOpening } from './send-window.ts'

/**
 * The agenda holds one row per unfinished order, moved from due to watch to erasure. Whatever was lost on the fast
 * way (a message, a crash) is found again by the row.
 */
export interface AgendaRow {
  readonly kind: 'due' | 'watch' | 'erase'
  readonly order: OrderId
  /** Which queue the order's way begins in. */
  readonly queue: StartQueue
  /** The request that wrote it; a row whose nonce its order does not name is an orphan. */
  readonly nonce: string
  /** When to act. */
  readonly at: Date
  /** The order's requested time, which the looks of the watch are counted from. */
  readonly due: Date
  /** How many times the watch has looked. */
  readonly looks: number
  /** How many segments had something to be sent at the last look, in an order that has any. */
  readonly unsent?: number
  readonly shard: number
  /** Machine time of the request that wrote it. */
  readonly writtenAt: Date
}

/** Agenda rows up to this far ahead are handed to the bus, which knows their exact second. */
export const horizonSeconds = 120
/** How long an agenda or index row may wait for its order to appear (its request is surely over then). */
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
export function moved(row: AgendaRow, now: Date, to: Pick<AgendaRow, 'kind' | 'at' | 'looks' | 'unsent'>): AgendaRow {
  const earliest = addSeconds(row.at > now ? row.at : now, 60)
  return { ...row, ...to, at: to.at > earliest ? to.at : earliest }
}

/** The look at what had no room before: when there is some, and whoever waited has had his time. */
export const lookAfter = (backlog: Date) => addSeconds(backlog, patienceSeconds)

/** An order that may go is given two minutes to do so. */
const patienceSeconds = 120

/** First look of the watch: two minutes after the order was, or is, due. */
export const firstLook = (now: Date, due: Date) => addSeconds(due > now ? due : now, patienceSeconds)

/** When the watch looks again at an order that is unfinished, or that the feed has no entry of yet. */
export function nextLook(row: AgendaRow, order: Order, now: Date): Date {
  if (isPublishable(order)) return nextLookAtUnresolved(row, now)
  const end = addSeconds(order.expiry, expiryGraceSeconds)
  if (order.reservation === 'refused') return end
  const opening = nextOpening(order.policy, now)
  if (opening > now && inState(order, 'new')) return addSeconds(opening, patienceSeconds)
  const minutes = lookMinutes[row.looks]
  const later = inState(order, 'new', 'claimed', 'unknown') ? addSeconds(now, 3600) : end
  const look = minutes === undefined ? later : addSeconds(row.due, minutes * 60)
  return isWithin(end, now, look) ? end : look
}

/** A lifetime may be as short as a minute. */
const isWithin = (end: Date, now: Date, look: Date) => end > now && end < look

/** When the watch looks again at an order that it cannot judge by its notifications. */
export function nextLookAtUnresolved({ looks, due }: AgendaRow, now: Date): Date {
  const minutes = lookMinutes[looks]
  return minutes === undefined ? addSeconds(now, 3600) : addSeconds(due, minutes * 60)
}

const inState = ({ chunk }: Order, ...states: readonly NotificationState[]) =>
  chunk.notifications.some(({ state }) => states.includes(state))
