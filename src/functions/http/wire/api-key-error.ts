import * as z from 'zod'
import { named } from '../door/shape.ts'

/** Why the key of the metrics routes was not taken. */
export const ApiKeyError = named('ApiKeyError', z.object({ error: z.string() }))
export type ApiKeyError = z.output<typeof ApiKeyError>
