import type { Channel } from './channel.ts'
import { emailLifecycle, type EmailResult } from './email-result.ts'
import { notificationIdOf, type NotificationId, type OrderId, type Part } from './ids.ts'
import type { ProcessingLifecycle } from './processing-lifecycle.ts'
import { smsLifecycle, type SmsResult } from './sms-result.ts'

/**
 * The only judge of notification states. States only move forward:
 *
 *     new < claimed < unknown < accepted < final
 *
 * and the first final one wins. One exception: after the provider's definite refusal, the holder of the claim may put
 * a notification back to new.
 */
export type NotificationState = 'new' | 'claimed' | 'unknown' | 'accepted' | 'final'

export type Result = EmailResult | SmsResult

export interface Notification {
  /** Position in its segment, from 1. */
  readonly index: number
  /** Empty when nobody knows one, or once it has been erased. */
  readonly address: string
  /** Whom the address was found for, if it was not ordered itself. */
  readonly nationalIdentityNumber?: string
  readonly organizationNumber?: string
  /** The recipient's name, where the message speaks of it. */
  readonly name?: string
  readonly state: NotificationState
  /** Given exactly when the state is final. */
  readonly result?: Result
  /** When the state was reached. */
  readonly at: Date
  /** How many attempts there were; repeating one whose outcome is unknown is no new one. */
  readonly attempt: number
  /** The latest call that it was part of, counted within its chunk. */
  readonly call?: number
  /** Machine time of the latest attempt's claim: a provider that takes repetitions knows the attempt by it. */
  readonly attemptedAt?: Date
  /** Who took it, and under what name; known once it was accepted. */
  readonly receipt?: Receipt
  /** The first delivery report as it came, cut to 1 KiB, for support. */
  readonly report?: string
}

export interface Receipt {
  readonly provider: string
  readonly reference: string
}

/** Who may call the provider, until when. Times are the machine's, never the movable clock's. */
export interface Claim {
  readonly nonce: string
  readonly claimedAt: Date
  readonly leaseUntil: Date
}

/** At most 100 notifications of one channel, stored, claimed and settled together. */
export interface Chunk {
  readonly channel: Channel
  /** Where it lies, in an order that is in segments. */
  readonly part?: Part
  readonly claim?: Claim
  readonly notifications: readonly Notification[]
}

/** The part that a chunk is; the only one of an order that fits its row. */
export const partOfChunk = ({ part }: Chunk): Part => part ?? { segment: 1, chunk: 0 }

/** The public id of a notification of a chunk. */
export const idIn = (order: OrderId, chunk: Chunk, { index }: Pick<Notification, 'index'>): NotificationId =>
  notificationIdOf(order, partOfChunk(chunk).segment, index)

/** What is known of one notification after an attempt, a status request or a delivery report. */
export type Finding =
  | { readonly state: 'accepted'; readonly receipt: Receipt }
  | { readonly state: 'unknown' }
  | { readonly state: 'final'; readonly result: Result; readonly receipt?: Receipt; readonly report?: string }

const rank: Record<NotificationState, number> = { new: 0, claimed: 1, unknown: 2, accepted: 3, final: 4 }

/** Folds a finding into a notification; a lower or equal state only adds what was missing. */
export function fold(notification: Notification, finding: Finding, at: Date): Notification {
  const known = { ...missing(finding), ...notification }
  if (rank[finding.state] <= rank[notification.state]) return known
  return finding.state === 'final'
    ? { ...known, state: 'final', result: finding.result, at }
    : { ...known, state: finding.state, at }
}

function missing(finding: Finding): Pick<Notification, 'receipt' | 'report'> {
  const receipt = 'receipt' in finding ? finding.receipt : undefined
  const report = 'report' in finding ? finding.report : undefined
  return { ...(receipt === undefined ? {} : { receipt }), ...(report === undefined ? {} : { report }) }
}

/** Puts back to new what was definitely refused. Only the holder of the claim may say so. */
export const release = (notification: Notification, at: Date): Notification =>
  notification.state === 'claimed' ? { ...notification, state: 'new', at } : notification

export interface Taking {
  readonly claim: Claim
  readonly at: Date
  /** `repeat`: the same attempt once more, under the identity that it had. */
  readonly attempt: 'new' | 'repeat'
}

/**
 * Takes the notifications that `selects` names under a claim. What has been accepted is never taken again, whoever
 * asks. What is newly attempted together gets a call number of its own, which reports come back with.
 */
export function claim(chunk: Chunk, selects: (n: Notification) => boolean, taking: Taking): Chunk {
  const call = 1 + Math.max(0, ...chunk.notifications.map((n) => n.call ?? 0))
  const notifications = chunk.notifications.map((n) =>
    rank[n.state] < rank.accepted && selects(n) ? claimed(n, taking, call) : n,
  )
  return { ...chunk, claim: taking.claim, notifications }
}

const claimed = (n: Notification, { claim, at, attempt }: Taking, call: number): Notification =>
  attempt === 'new'
    ? { ...n, state: 'claimed', attempt: n.attempt + 1, call, attemptedAt: claim.claimedAt, at }
    : { ...n, state: 'claimed', at }

/** Applies one finding to every notification that `selects` names. */
export function settle(
  chunk: Chunk,
  selects: (n: Notification) => boolean,
  found: { finding: Finding; at: Date },
): Chunk {
  const notifications = chunk.notifications.map((n) => (selects(n) ? fold(n, found.finding, found.at) : n))
  return { ...chunk, notifications }
}

/** The holder of a claim gives its lease up. Only what is still open needs to know when that was. */
export function endLease({ claim, ...chunk }: Chunk, machineNow: Date): Chunk {
  const isOpen = chunk.notifications.some(({ state }) => state === 'claimed' || state === 'unknown')
  return claim === undefined || !isOpen ? chunk : { ...chunk, claim: { ...claim, leaseUntil: machineNow } }
}

/** The provider has taken it, as far as is known. */
export const hasSucceeded = ({ state, result }: Notification) => state === 'accepted' || result === 'Delivered'

export const isFinished = (chunk: Chunk) => chunk.notifications.every((n) => n.state === 'final')

export const holdsLiveLease = (chunk: Chunk, machineNow: Date) =>
  chunk.claim !== undefined &&
  chunk.claim.leaseUntil > machineNow &&
  chunk.notifications.some((n) => n.state === 'claimed')

const lifecycles = {
  email: { new: 'Email_New', claimed: 'Email_Sending', unknown: 'Email_Sending', accepted: 'Email_Succeeded' },
  sms: { new: 'SMS_New', claimed: 'SMS_Sending', unknown: 'SMS_Sending', accepted: 'SMS_Accepted' },
} as const

/** The member of `ProcessingLifecycle` that shipment and feed show. */
export function lifecycleOf(channel: Channel, { state, result = 'Failed' }: Notification): ProcessingLifecycle {
  if (state !== 'final') return lifecycles[channel][state]
  return channel === 'email' ? emailLifecycle(result as EmailResult) : smsLifecycle(result as SmsResult)
}
