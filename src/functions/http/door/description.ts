import type * as z from 'zod'
import type { Rule } from './rule.ts'
import { text as anyText, type Scalar } from './scalars.ts'
import { factsOf, type Presence } from './shape.ts'

/** A schema as the three layers of the reader walk it. */
export type Description = ObjectDescription | ListDescription | { readonly kind: 'scalar'; readonly scalar: Scalar }

export interface ObjectDescription {
  readonly kind: 'object'
  readonly clr: string
  readonly members: readonly Member[]
  /** By lower-case name. */
  readonly byName: ReadonlyMap<string, Member>
  readonly defaults: Readonly<Record<string, unknown>>
  readonly rules: readonly Rule<object>[]
}

export interface ListDescription {
  readonly kind: 'list'
  readonly clr: string
  readonly element: Description
  readonly nullElement: string
}

export interface Member {
  readonly name: string
  /** What error keys call it. */
  readonly key: string
  readonly presence: Presence
  readonly description: Description
  readonly fallback: unknown
}

const known = new WeakMap<z.core.$ZodType, Description>()

export function describe(schema: z.core.$ZodType): Description {
  const description = known.get(schema) ?? describeAnew(schema)
  known.set(schema, description)
  return description
}

function describeAnew(schema: z.core.$ZodType): Description {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.type === 'object') return describeObject(schema, def.shape)
  if (def.type !== 'array') return { kind: 'scalar', scalar: factsOf(schema).scalar ?? anyText }
  const element = describe(def.element)
  const nullElement = factsOf(schema).nullElement ?? ''
  return { kind: 'list', clr: `System.Collections.Generic.List\`1[${clrOf(element)}]`, element, nullElement }
}

const clrOf = (description: Description) => (description.kind === 'scalar' ? description.scalar.clr : description.clr)

function describeObject(schema: z.core.$ZodType, shape: z.core.$ZodShape): ObjectDescription {
  const { clr = '', keys = {}, rules = [] } = factsOf(schema)
  const members = Object.entries(shape).map(([name, member]) => describeMember(name, keys[name], member))
  const withDefault = members.filter(({ fallback }) => fallback !== undefined)
  return {
    kind: 'object',
    clr,
    members,
    byName: new Map(members.map((member) => [member.name.toLowerCase(), member])),
    defaults: Object.fromEntries(withDefault.map(({ name, fallback }) => [name, fallback])),
    rules: rules as readonly Rule<object>[],
  }
}

function describeMember(name: string, key: string | undefined, schema: z.core.$ZodType): Member {
  const { def } = (schema as z.core.$ZodTypes)._zod
  const inner = def.type === 'optional' || def.type === 'default' ? def.innerType : schema
  return {
    name,
    key: key ?? name.charAt(0).toUpperCase() + name.slice(1),
    presence: factsOf(schema).presence ?? 'required',
    description: describe(inner),
    fallback: def.type === 'default' ? def.defaultValue : undefined,
  }
}
