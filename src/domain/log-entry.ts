import type { Channel } from './channel.ts'
import type { NotificationId } from './ids.ts'
import { idIn, type Result } from './notification.ts'
import type { Order, OrderContent, OrderType } from './order.ts'

/** What finally became of a notification of an order that belongs to a dialog in Dialogporten. */
export interface LogEntry {
  readonly notification: NotificationId
  readonly creator: string
  readonly dialogId?: string
  readonly transmissionId?: string
  readonly type: OrderType
  readonly channel: Channel
  readonly destination: string
  readonly result: Result
  readonly requestedSendTime: Date
  readonly lastUpdate: Date
}

/** The entries of the notifications at hand of a final order, always the same; none for an order that belongs to no dialog. */
export function logEntriesOf(order: Order, content: OrderContent | undefined): readonly LogEntry[] {
  const association = associationOf(content)
  if (association === undefined || order.state !== 'Completed') return []
  const { id, creator, type, requestedSendTime, chunk } = order
  return chunk.notifications.map(({ address, result = 'Failed', at, ...notification }) => ({
    ...association,
    notification: idIn(id, chunk, notification),
    creator,
    type,
    channel: chunk.channel,
    destination: address,
    result,
    requestedSendTime,
    lastUpdate: at,
  }))
}

function associationOf(content: OrderContent | undefined): Pick<LogEntry, 'dialogId' | 'transmissionId'> | undefined {
  const { dialogId = '', transmissionId = '' } = content?.dialogportenAssociation ?? {}
  const association = {
    ...(dialogId.trim() === '' ? {} : { dialogId }),
    ...(transmissionId.trim() === '' ? {} : { transmissionId }),
  }
  return Object.keys(association).length === 0 ? undefined : association
}
