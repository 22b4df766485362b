import * as z from 'zod'
import { named } from '../door/shape.ts'

/** Answer of a condition endpoint, ours to test with among them. */
export const SendCondition = named('SendCondition', z.object({ sendNotification: z.boolean() }))
export type SendCondition = z.output<typeof SendCondition>
