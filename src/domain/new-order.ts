import type { Channel } from './channel.ts'
import { expiryOf } from './expiry.ts'
import { kindsOf, type NotificationChannel } from './notification-channel.ts'
import type { Chunk } from './notification.ts'
import type { Order, OrderHead, OrderContent, StoredOrder, Terms } from './order.ts'
import { givenAddress, type OrderedRecipient } from './ordered-recipient.ts'
import { newSegments, type Segment } from './segments.ts'
import type { SendingTimePolicy } from './sending-time-policy.ts'

/** One order as its creator wants it. */
export interface OrderDraft {
  readonly channel: NotificationChannel
  readonly recipients: readonly OrderedRecipient[]
  readonly terms?: Terms
  readonly sendersReference?: string
  readonly requestedSendTime: Date
  /** When SMS may leave. */
  readonly policy?: SendingTimePolicy
  readonly content: OrderContent
}

/** Recipients by address alone. */
export const toAddresses = (
  channel: Channel,
  addresses: readonly string[],
): Pick<OrderDraft, 'channel' | 'recipients'> =>
  channel === 'email'
    ? { channel: 'Email', recipients: addresses.map((emailAddress) => ({ emailAddress })) }
    : { channel: 'Sms', recipients: addresses.map((mobileNumber) => ({ mobileNumber })) }

/** What the request says of every order of its chain. */
export type Origin = Pick<OrderHead, 'id' | 'type' | 'creator' | 'created' | 'nonce' | 'idempotencyHash' | 'reminders'>

/** An order as it is registered: nothing has been tried. */
export interface NewOrder {
  readonly order: StoredOrder
  readonly content: OrderContent
  /** The only segment lies in the order's own row. */
  readonly segment?: Segment
  /** Rows of a large order, made as they are asked for. */
  readonly parts?: Iterable<Chunk | Segment>
}

/** As many recipients as one segment has room for; an organisation may have many addresses, and counts for five. */
const segmentRoom = 100
const roomOfOrganization = 5

/**
 * To addresses alone the notifications are known at once: few lie in the order's row, many in chunks. Whoever must be
 * looked up, or asked whether to send at all, is resolved when the order is due.
 */
export function newOrder(draft: OrderDraft, origin: Origin): NewOrder {
  const channel = directChannel(draft)
  const content = contentOf(draft, channel)
  if (channel === undefined) return unresolved(draft, origin, content)
  if (draft.recipients.length > segmentRoom) return large(draft, origin, { channel, content })
  return { order: addressedOrder(channel, draft, origin), content }
}

/** All of its notifications are known, and fit its own row. */
export const addressedOrder = (channel: Channel, draft: OrderDraft, origin: Origin): Order => ({
  ...headOf(draft, origin, [channel]),
  chunk: chunkOf(draft.recipients, channel, origin),
})

/** Undefined where a channel must be chosen, an address be found, or a condition be asked. */
function directChannel({ channel, recipients, terms }: OrderDraft): Channel | undefined {
  if (terms?.conditionEndpoint !== undefined) return undefined
  const only = onlyChannel(channel)
  return only !== undefined && recipients.every((recipient) => givenAddress(recipient, only)) ? only : undefined
}

function onlyChannel(channel: NotificationChannel): Channel | undefined {
  const [only, ...others] = kindsOf(channel)
  return others.length === 0 ? only : undefined
}

/** Recipients are kept as ordered unless their addresses say it all. */
function contentOf({ content, recipients }: OrderDraft, channel: Channel | undefined): OrderContent {
  const isSaid = (recipient: OrderedRecipient) => Object.keys(recipient).length === 1
  const isKept = channel !== undefined && recipients.length <= segmentRoom && !recipients.every(isSaid)
  return isKept ? { ...content, recipients } : content
}

function headOf(draft: OrderDraft, origin: Origin, channels: readonly Channel[]): OrderHead {
  const { channel, terms, sendersReference, requestedSendTime, policy } = draft
  const says = { ...(onlyChannel(channel) === undefined ? { channel } : {}), ...terms }
  const expiries = channels.map((of) => expiryOf(of, draft).getTime())
  return {
    ...origin,
    ...(sendersReference === undefined ? {} : { sendersReference }),
    ...(policy === undefined ? {} : { policy }),
    ...(Object.keys(says).length === 0 ? {} : { terms: { channel, ...terms } }),
    requestedSendTime,
    processed: origin.created,
    state: 'Registered',
    expiry: new Date(Math.min(...expiries)),
    erased: false,
  }
}

function chunkOf(recipients: readonly OrderedRecipient[], channel: Channel, { created }: Origin): Chunk {
  const addresses = recipients.map((recipient) => givenAddress(recipient, channel) ?? '')
  return {
    channel,
    notifications: addresses.map((address, i) => ({ index: i + 1, address, state: 'new', at: created, attempt: 0 })),
  }
}

function* chunksOf({ recipients }: OrderDraft, origin: Origin, channel: Channel): Generator<Chunk> {
  for (let from = 0; from < recipients.length; from += segmentRoom) {
    const part = { segment: from / segmentRoom + 1, chunk: 0 }
    yield { part, ...chunkOf(recipients.slice(from, from + segmentRoom), channel, origin) }
  }
}

function large(draft: OrderDraft, origin: Origin, of: { channel: Channel; content: OrderContent }): NewOrder {
  const { channel, content } = of
  const count = Math.ceil(draft.recipients.length / segmentRoom)
  const segments = newSegments({ count, recipients: draft.recipients.length, channels: [channel], isResolved: true })
  const order = { ...headOf(draft, origin, [channel]), segments }
  return { order, content, parts: { [Symbol.iterator]: () => chunksOf(draft, origin, channel) } }
}

function unresolved(draft: OrderDraft, origin: Origin, content: OrderContent): NewOrder {
  const channels = kindsOf(draft.channel)
  const segments = segmentsOfRecipients(draft.recipients)
  const order = {
    ...headOf(draft, origin, channels),
    segments: newSegments({
      count: segments.length,
      recipients: draft.recipients.length,
      channels,
      isResolved: false,
    }),
  }
  const [segment, ...others] = segments
  if (segment === undefined || others.length > 0) return { order, content, parts: segments }
  return { order, content, segment }
}

function segmentsOfRecipients(recipients: readonly OrderedRecipient[]): Segment[] {
  const groups: OrderedRecipient[][] = [[]]
  let room = segmentRoom
  for (const recipient of recipients) {
    const weight = recipient.organizationNumber === undefined ? 1 : roomOfOrganization
    if (weight > room) {
      groups.push([])
      room = segmentRoom
    }
    groups.at(-1)?.push(recipient)
    room -= weight
  }
  return groups.map((group, i) => ({ number: i + 1, recipients: group, finished: [], tally: {} }))
}
