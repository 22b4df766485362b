import * as z from 'zod'
import { parseOrderId } from '../../domain/ids.ts'
import type { OrderMessage } from '../../domain/message.ts'

const shape = z.object({
  order: z.string(),
  part: z
    .object({ segment: z.int().positive(), chunk: z.int().nonnegative().exactOptional(), goesOn: z.boolean() })
    .exactOptional(),
  hasAsked: z.literal(true).exactOptional(),
  places: z.int().positive().exactOptional(),
  origin: z.string(),
  attempt: z.number().int().nonnegative(),
  hop: z.number().int().nonnegative(),
})

/** @throws when the body is not one of our messages */
export function parseOrderMessage(body: unknown): OrderMessage {
  const { order, ...rest } = shape.parse(body)
  const id = parseOrderId(order)
  if (id === undefined) throw new Error('the message names no order')
  return { order: id, ...rest }
}
