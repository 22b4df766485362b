/**
 * The app's ids: a UUID of version 8 whose last 30 bits are the place of a notification within its order, and 0 in the
 * id of the order itself.
 */
const ownId = /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/i
const placeBits = 2n ** 30n

/** The id of the order that a message belongs to, if its operation id or its tag carries it. */
export function orderIdOf({ channel, id, tag }) {
  const found = ownId.exec(channel === 'email' ? id : (tag ?? ''))?.[0].toLowerCase()
  if (found === undefined) return undefined
  const node = BigInt(`0x${found.slice(24)}`)
  return found.slice(0, 24) + (node - (node % placeBits)).toString(16).padStart(12, '0')
}
