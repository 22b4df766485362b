/**
 * Public ids that carry their address. Every id is a UUID of version 8 (RFC 9562) whose 122 free bits are
 *
 *     84 bits chain key · 8 bits order ordinal · 14 bits segment · 16 bits index
 *
 * Ordinals, segments and indexes count from 1; 0 means "not at this level". So the partition of anything can be
 * computed from any id, and a chain, its first order and that order's first notification never share an id.
 */
declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** Ordinal, segment and index are 0. Also the partition key of everything the chain owns. */
export type ChainId = Branded<'ChainId'>
/** Ordinal from 1, segment and index are 0. The wire calls it order id or shipment id. */
export type OrderId = Branded<'OrderId'>
/** All levels from 1. Also the operation id given to the e-mail provider. */
export type NotificationId = Branded<'NotificationId'>

export interface Level {
  readonly ordinal: number
  readonly segment: number
  readonly index: number
}

const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const levelBits = 2 ** 38
const ordinalUnit = 2 ** 30
const segmentUnit = 2 ** 16
const segments = 2 ** 14

/** How many segments an order can have. */
const mostSegments = segments - 1

/** The first 84 bits of `key` (at least 11 bytes of a hash or of randomness) become the chain key. */
export function chainIdFrom(key: Uint8Array): ChainId {
  const hex = Buffer.from(key.subarray(0, 11)).toString('hex')
  const [time, version, rest] = [hex.slice(0, 12), hex.slice(12, 15), parseInt(hex.slice(15, 21), 16)]
  const variant = (0x8000 + Math.floor(rest / 2 ** 10)).toString(16)
  const node = ((rest % 2 ** 10) * levelBits).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-8${version}-${variant}-${node}` as ChainId
}

/** @param id canonical lower-case text of any GUID; undefined when it is not one of ours, or not of an order. */
export function parseOrderId(id: string): OrderId | undefined {
  const level = levelOf(id)
  return level !== undefined && level.ordinal > 0 && level.segment === 0 && level.index === 0
    ? (id as OrderId)
    : undefined
}

/** @param id canonical lower-case text of any GUID; undefined when it is not one of ours, or not of a notification. */
export function parseNotificationId(id: string): NotificationId | undefined {
  const level = levelOf(id)
  return level !== undefined && level.ordinal > 0 && level.segment > 0 && level.index > 0
    ? (id as NotificationId)
    : undefined
}

export const orderIdOf = (id: ChainId, ordinal: number) => at(id, { ordinal, segment: 0, index: 0 }) as OrderId

/** The order that a notification belongs to. */
export const orderOf = (id: NotificationId) => at(id, { ...levels(id), segment: 0, index: 0 }) as OrderId

export const chainOf = (id: OrderId | NotificationId) => at(id, { ordinal: 0, segment: 0, index: 0 }) as ChainId

export const notificationIdOf = (order: OrderId, segment: number, index: number) =>
  at(order, { ...levels(order), segment, index }) as NotificationId

/** Position in its segment, from 1. */
export const indexOf = (id: NotificationId) => levels(id).index

/** Notifications of a segment are stored by the hundred; which hundred, counted from 0. */
export interface Part {
  readonly segment: number
  readonly chunk: number
}

/** Indexes per chunk. The channels of a segment use different chunks; slots of a chunk may stay empty. */
export const chunkSlots = 100

export function partOf(id: NotificationId): Part {
  const { segment, index } = levels(id)
  return { segment, chunk: Math.floor((index - 1) / chunkSlots) }
}

/** A chunk is named by its first slot. */
export const chunkIdOf = (order: OrderId, { segment, chunk }: Part) =>
  notificationIdOf(order, segment, chunk * chunkSlots + 1)

/** A segment is named like its notifications, with no index. */
export const segmentIdOf = (order: OrderId, segment: number) => at(order, { ...levels(order), segment, index: 0 })

/** No id of the order sorts behind this one, and none of the order behind it before. */
export const lastIdOf = (order: OrderId) => notificationIdOf(order, mostSegments, segmentUnit - 1)

/** The levels of an id of ours; undefined for any other text. */
export function levelOf(id: string): Level | undefined {
  return canonical.test(id) ? levels(id) : undefined
}

function levels(id: string): Level {
  const low = parseInt(id.slice(24), 16) % levelBits
  return {
    ordinal: Math.floor(low / ordinalUnit),
    segment: Math.floor(low / segmentUnit) % segments,
    index: low % segmentUnit,
  }
}

function at(id: string, { ordinal, segment, index }: Level): string {
  const chain = Math.floor(parseInt(id.slice(24), 16) / levelBits)
  const node = chain * levelBits + ordinal * ordinalUnit + segment * segmentUnit + index
  return id.slice(0, 24) + node.toString(16).padStart(12, '0')
}
