import { emailLifecycle, type EmailResult } from './email-result.ts'

/**
 * The only judge of notification states. States only move forward:
 *
 *     new < claimed < unknown < accepted < final
 *
 * and the first final one wins. One exception: after the provider's definite refusal, the holder of the claim may put
 * its notifications back to new.
 */
export type NotificationState = 'new' | 'claimed' | 'unknown' | 'accepted' | 'final'

export interface Notification {
  /** Position in its segment, from 1. */
  readonly index: number
  readonly address: string
  readonly state: NotificationState
  /** Given exactly when the state is final. */
  readonly result?: EmailResult
  /** When the state was reached. */
  readonly at: Date
  /** How often it has been claimed. */
  readonly attempt: number
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
  readonly leaseUntil: Date
}

/** At most 100 notifications of one channel, stored, claimed and settled together. */
export interface Chunk {
  readonly channel: 'email'
  readonly claim?: Claim
  readonly notifications: readonly Notification[]
}

/** What is known of one notification after an attempt, a status request or a delivery report. */
export type Finding =
  | { readonly state: 'accepted'; readonly receipt: Receipt }
  | { readonly state: 'unknown' }
  | { readonly state: 'final'; readonly result: EmailResult; readonly receipt?: Receipt; readonly report?: string }

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

/** Puts back to new what this claim was definitely refused for. Nobody else's claim may do that. */
export function release(chunk: Chunk, claimNonce: string, at: Date): Chunk {
  if (chunk.claim?.nonce !== claimNonce) return chunk
  const notifications = chunk.notifications.map((n) =>
    n.state === 'claimed' ? { ...n, state: 'new' as const, at } : n,
  )
  return { channel: chunk.channel, notifications }
}

/**
 * Takes the notifications that `selects` names under a claim: new ones, or such as are known never to have left. What
 * has been accepted is never taken again, whoever asks.
 */
export function claim(chunk: Chunk, selects: (n: Notification) => boolean, taken: { claim: Claim; at: Date }): Chunk {
  const notifications = chunk.notifications.map((n) =>
    rank[n.state] < rank.accepted && selects(n)
      ? { ...n, state: 'claimed' as const, attempt: n.attempt + 1, at: taken.at }
      : n,
  )
  return { ...chunk, claim: taken.claim, notifications }
}

/** Applies one finding to every notification that `selects` names. */
export function settle(
  chunk: Chunk,
  selects: (n: Notification) => boolean,
  found: { finding: Finding; at: Date },
): Chunk {
  const notifications = chunk.notifications.map((n) => (selects(n) ? fold(n, found.finding, found.at) : n))
  return { ...chunk, notifications }
}

/** The holder of a claim gives its lease up: whatever it still knows is in the states. */
export const endLease = (chunk: Chunk, machineNow: Date): Chunk =>
  chunk.claim === undefined ? chunk : { ...chunk, claim: { ...chunk.claim, leaseUntil: machineNow } }

export const isFinished = (chunk: Chunk) => chunk.notifications.every((n) => n.state === 'final')

export const holdsLiveLease = (chunk: Chunk, machineNow: Date) =>
  chunk.claim !== undefined &&
  chunk.claim.leaseUntil > machineNow &&
  chunk.notifications.some((n) => n.state === 'claimed')

const lifecycles = { new: 'Email_New', claimed: 'Email_Sending', unknown: 'Email_Sending', accepted: 'Email_Succeeded' }

/** The member of `ProcessingLifecycle` that shipment and feed show. */
export function lifecycleOf(notification: Notification): string {
  if (notification.state !== 'final') return lifecycles[notification.state]
  return emailLifecycle(notification.result ?? 'Failed')
}
