import * as z from 'zod'
import type { Rule } from './rule.ts'
import * as scalars from './scalars.ts'

/**
 * Words for declaring the bodies of requests once, in zod, with what the wire contract needs besides: the reference's
 * type names (CLR), the C# names that error keys are made of, and how strictly each member is asked for.
 *
 * - a bare schema: must be there, not null and, for text, not blank
 * - `filled`: absent falls back to the empty text, and then must not be blank
 * - `defaulted`: may be absent, must not be null
 * - `optional`: may be absent or null; `optionalOr` then has a value all the same
 * - `unset` and `preset`: may be absent, null cannot be read
 */
export type Presence = 'required' | 'filled' | 'defaulted' | 'optional' | 'value'

/** What is known of a schema besides what zod knows. */
export interface Facts {
  /** What the published description calls the shape; those of requests are called after their class. */
  readonly name?: string
  /** The reference's name of the class. */
  readonly clr?: string
  /** C# names of members whose error key is not simply the JSON name with a capital letter. */
  readonly keys?: Readonly<Record<string, string>>
  readonly scalar?: scalars.Scalar
  /** What is said of a null element of the list. */
  readonly nullElement?: string
  readonly rules?: readonly Rule<never, never>[]
  readonly presence?: Presence
}

const known = new WeakMap<z.core.$ZodType, Facts>()

export const factsOf = (schema: z.core.$ZodType): Facts => known.get(schema) ?? {}

function having<Schema extends z.core.$ZodType>(schema: Schema, facts: Facts): Schema {
  known.set(schema, { ...factsOf(schema), ...facts })
  return schema
}

/** A shape of an answer, which the published description shows under a name of its own. */
export const named = <Schema extends z.ZodType>(name: string, schema: Schema) => having(schema, { name })

/** @param clr name of the reference's class below `Altinn.Notifications.Models`, with its leading dot. */
export const object = <Members extends z.ZodRawShape>(
  clr: string,
  members: Members,
  keys: Record<string, string> = {},
) => having(z.object(members), { clr: `Altinn.Notifications.Models${clr}`, keys })

export const list = <Element extends z.ZodType>(element: Element, nullElement: string) =>
  having(z.array(element), { nullElement })

export const text = () => having(z.string(), { scalar: scalars.text })
export const uri = () => having(z.string(), { scalar: scalars.uri })
export const flag = () => having(z.boolean(), { scalar: scalars.flag })
export const dateTime = () => having(z.date(), { scalar: scalars.dateTime })
export const int32 = () => having(z.number(), { scalar: scalars.int32 })
export const int64 = () => having(z.number(), { scalar: scalars.int64 })

export function enumeration<const Numbers extends Readonly<Record<string, number>>>(clr: string, numbers: Numbers) {
  const scalar = scalars.enumeration(`Altinn.Notifications.Models${clr}`, numbers)
  return having(z.enum(Object.keys(numbers) as (keyof Numbers & string)[]), { scalar })
}

type Fallback<Schema extends z.ZodType> = z.util.NoUndefined<z.output<Schema>>

export const filled = (schema: z.ZodString) => having(schema.default(''), { presence: 'filled' })

export const defaulted = <Schema extends z.ZodType>(schema: Schema, fallback: Fallback<Schema>) =>
  having(z._default(schema, fallback), { presence: 'defaulted' })

export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  having(z.optional(schema), { presence: 'optional' })

export const optionalOr = <Schema extends z.ZodType>(schema: Schema, fallback: Fallback<Schema>) =>
  having(z._default(schema, fallback), { presence: 'optional' })

export const unset = <Schema extends z.ZodType>(schema: Schema) => having(z.optional(schema), { presence: 'value' })

export const preset = <Schema extends z.ZodType>(schema: Schema, fallback: Fallback<Schema>) =>
  having(z._default(schema, fallback), { presence: 'value' })

/** The same schema, with rules about the values it describes. */
export const ruled = <Schema extends z.ZodType, Request = unknown>(
  schema: Schema,
  rules: readonly Rule<z.output<Schema>, Request>[],
): Schema => having(schema, { rules })
