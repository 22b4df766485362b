import * as z from 'zod'
import { factsOf } from '../door/shape.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema
type AnySchema = z.core.$ZodType

/** What a shape is read from, or written to. */
export type Direction = 'input' | 'output'

/** The shapes of a description: each is shown once, under its name, and referred to from everywhere else. */
export interface Shapes {
  /** A reference to a shape that has a name, else the shape itself. */
  refer(schema: AnySchema, direction: Direction): JsonSchema
  all(): Record<string, JsonSchema>
}

/** @throws Error when two shapes that differ have the same name */
export function shapes(): Shapes {
  const byName = new Map<string, JsonSchema>()

  function refer(schema: AnySchema, direction: Direction): JsonSchema {
    const name = nameOf(schema)
    if (name === undefined) return convert(schema, direction)
    const converted = convert(schema, direction)
    const known = byName.get(name) ?? converted
    if (JSON.stringify(known) !== JSON.stringify(converted)) throw new Error(`two shapes are called ${name}`)
    byName.set(name, known)
    return { $ref: `#/components/schemas/${name}` }
  }

  function convert(schema: AnySchema, io: Direction): JsonSchema {
    const converted = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        const isNamed = zodSchema !== schema && nameOf(zodSchema) !== undefined
        if (isNamed) replace(jsonSchema, refer(zodSchema, io))
        else adapt(zodSchema, jsonSchema)
      },
    })
    const { $schema: _, '~standard': __, ...plain } = converted
    return plain
  }

  return { refer, all: () => Object.fromEntries([...byName].sort(([one], [other]) => (one < other ? -1 : 1))) }
}

/** The shapes of requests are called after the reference's classes, without their endings. */
function nameOf(schema: AnySchema): string | undefined {
  const { name, clr, scalar } = factsOf(schema)
  const className = clr ?? (scalar?.kind === 'enumeration' ? scalar.clr : undefined)
  return name ?? className?.split('.').at(-1)?.replace(/Ext$/, '')
}

function replace(jsonSchema: JsonSchema, by: JsonSchema): void {
  for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key)
  Object.assign(jsonSchema, by)
}

const scalarTypes: Readonly<Record<string, JsonSchema>> = {
  'System.Uri': { format: 'uri' },
  'System.DateTime': { type: 'string', format: 'date-time' },
  'System.Int32': { type: 'integer', format: 'int32' },
  'System.Int64': { type: 'integer', format: 'int64' },
}

/** Says what zod does not know, and leaves out what only zod needs to know. */
function adapt(zodSchema: AnySchema, jsonSchema: JsonSchema): void {
  const { scalar, presence } = factsOf(zodSchema)
  loosen(jsonSchema)
  Object.assign(jsonSchema, scalarTypes[scalar?.clr ?? ''])
  if (presence === 'filled') Reflect.deleteProperty(jsonSchema, 'default')
  if (presence === 'optional') nullable(jsonSchema)
  if (isObject(zodSchema)) demand(zodSchema._zod.def.shape, jsonSchema)
}

/** Unknown members may come, and how a time or an id is spelt in detail is for its format to say. */
function loosen(jsonSchema: JsonSchema): void {
  if (jsonSchema.additionalProperties === false) Reflect.deleteProperty(jsonSchema, 'additionalProperties')
  Reflect.deleteProperty(jsonSchema, 'pattern')
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) replace(jsonSchema, { type: 'integer', format: 'int64' })
}

function nullable(jsonSchema: JsonSchema): void {
  const { default: fallback, ...plain } = jsonSchema
  const isPlainType = typeof plain.type === 'string' && plain.enum === undefined
  const orNull: JsonSchema = isPlainType
    ? { ...plain, type: [plain.type, 'null'] as never }
    : { anyOf: [plain, { type: 'null' }] }
  replace(jsonSchema, { ...orNull, ...(fallback === undefined ? {} : { default: fallback }) })
}

const isObject = (schema: AnySchema): schema is z.core.$ZodObject =>
  (schema as z.core.$ZodTypes)._zod.def.type === 'object'

/** A member that may not be blank has to be there, even though its absence is read as a blank. */
function demand(members: z.core.$ZodShape, jsonSchema: JsonSchema): void {
  const filled = Object.keys(members).filter((name) => factsOf(members[name] as AnySchema).presence === 'filled')
  if (filled.length > 0) jsonSchema.required = [...(jsonSchema.required ?? []), ...filled]
}
