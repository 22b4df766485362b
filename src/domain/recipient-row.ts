import { identityOf, type Identity } from './identity.ts'
import type { OrderId } from './ids.ts'
import type { Notification } from './notification.ts'
import type { Order } from './order.ts'

/** Says that a segment of an order has notifications for somebody: support looks people up by it. */
export interface RecipientRow {
  readonly identity: Identity
  readonly requestedSendTime: Date
  readonly order: OrderId
  readonly segment: number
}

/**
 * The rows of the notifications of a segment, one for each whom the order named by number. They are the same for every
 * attempt to expand the segment, whatever addresses it found.
 */
export function recipientRows(
  { id, requestedSendTime }: Pick<Order, 'id' | 'requestedSendTime'>,
  notifications: readonly Notification[],
  segment = 1,
): readonly RecipientRow[] {
  const identities = notifications.map(identityOf).filter((identity) => identity !== undefined)
  const unique = new Map(identities.map((identity) => [`${identity.kind} ${identity.number}`, identity]))
  return [...unique.values()].map((identity) => ({ identity, requestedSendTime, order: id, segment }))
}
