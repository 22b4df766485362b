import rhea, { type Typed } from 'rhea'
import type { PropertyChanges } from '../queue/queue-message.ts'
import { mapItems, readValue, sectionsOf, writeValue } from './amqp-values.ts'
import { parseMessage, section, type EncodedMessage } from './encoded-message.ts'

/** The message with application properties set or replaced; the types of all others stay as they are. */
export function withApplicationProperties(message: EncodedMessage, changes: PropertyChanges): EncodedMessage {
  const { bytes } = message
  const { start, end } = placeIn(bytes)
  const properties = start < end ? mapItems(readValue(bytes.subarray(start, end))) : new Map<string, Typed>()
  for (const [name, value] of Object.entries(changes)) properties.set(name, rhea.types.wrap(value))
  const encoded = writeValue(rhea.types.wrap_described(properties, section.applicationProperties))
  return parseMessage(Buffer.concat([bytes.subarray(0, start), encoded, bytes.subarray(end)]))
}

/** Where application properties stand, or, as an empty range, where they would. */
function placeIn(bytes: Buffer): { start: number; end: number } {
  const following = sectionsOf(bytes).find(({ code }) => code >= section.applicationProperties)
  const start = following?.start ?? bytes.length
  return { start, end: following?.code === section.applicationProperties ? following.end : start }
}
