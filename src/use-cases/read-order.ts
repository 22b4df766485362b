import { parseOrderId } from '../domain/ids.ts'
import type { OrderContent, StoredOrder } from '../domain/order.ts'
import type { OrderedRecipient } from '../domain/ordered-recipient.ts'
import type { OrderAndContent, Ports, Stored } from './ports.ts'
import { readRecipients } from './read-recipients.ts'

export interface OwnOrder {
  readonly creator: string
  /** Canonical GUID. */
  readonly id: string
}

export interface OrderWithContent {
  readonly order: StoredOrder
  /** Undefined once it has been erased. */
  readonly content: OrderContent | undefined
  readonly recipients: readonly OrderedRecipient[]
}

/**
 * Undefined when there is no such order (an instant one that nobody has taken yet is none), or when it is somebody
 * else's: ids are no secrets.
 */
export async function readOrder(
  { orders }: Pick<Ports, 'orders'>,
  { creator, id }: OwnOrder,
): Promise<Stored<StoredOrder> | undefined> {
  const order = parseOrderId(id)
  const stored = order === undefined ? undefined : await orders.read(order)
  return isOwn(stored?.value, creator) ? stored : undefined
}

const isOwn = (order: StoredOrder | undefined, creator: string) =>
  order?.creator === creator && order.reservation === undefined

/** As `readOrder`, with what was ordered. */
export async function readOrderWithContent(
  { orders }: Pick<Ports, 'orders'>,
  { creator, id }: OwnOrder,
): Promise<OrderWithContent | undefined> {
  const order = parseOrderId(id)
  const stored = order === undefined ? undefined : await orders.readWithContent(order)
  return stored && ifOwn({ orders }, stored, creator)
}

/** What has been read, with its recipients, if it is the creator's. */
export async function ifOwn(
  ports: Pick<Ports, 'orders'>,
  stored: OrderAndContent,
  creator: string,
): Promise<OrderWithContent | undefined> {
  const { value: order, content } = stored
  return isOwn(order, creator) ? { order, content, recipients: await readRecipients(ports, stored) } : undefined
}
