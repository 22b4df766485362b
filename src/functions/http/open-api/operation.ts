import type * as z from 'zod'
import { describe, type Member } from '../door/description.ts'
import type { PublishedAnswer } from '../door/published.ts'
import type { Route } from '../door/route.ts'
import { refusalsOf } from './refusals.ts'
import { securityOf } from './security.ts'
import type { Shapes } from './shapes.ts'

/** What of a route the description tells. */
export type DescribedRoute = Omit<Route, 'answer'>

/** One method of one path. */
export function operationOf(route: DescribedRoute, shapes: Shapes): object {
  const { summary, tag, deprecated, answers } = route.published
  const parameters = parametersOf(route, shapes)
  const own = Object.entries(answers).map(([status, answer]) => [status, answerOf(answer, shapes)] as const)
  return {
    operationId: route.name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    tags: [tag],
    summary,
    ...(deprecated === undefined ? {} : { deprecated }),
    security: securityOf(route),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(route, shapes),
    responses: { ...refusalsOf(route), ...Object.fromEntries(own) },
  }
}

function requestBody({ body, published: { examples = {} } }: DescribedRoute, shapes: Shapes): object {
  if (body === undefined) return {}
  if ('form' in body) {
    const content = { 'application/x-www-form-urlencoded': { schema: shapes.refer(body.form, 'input') } }
    return { requestBody: { required: true, content } }
  }
  const shown = Object.entries(examples).map(([summary, value], i) => [`example-${i + 1}`, { summary, value }])
  const content = { schema: shapes.refer(body.schema, 'input'), examples: Object.fromEntries(shown) as object }
  return { requestBody: { required: true, content: { 'application/json': content } } }
}

function answerOf({ meaning, schema, example, mediaType, headers = {} }: PublishedAnswer, shapes: Shapes): object {
  const shown = Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ])
  const content = {
    ...(schema === undefined ? {} : { schema: shapes.refer(schema, 'output') }),
    ...(example === undefined ? {} : { example }),
  }
  return {
    description: meaning,
    ...(shown.length === 0 ? {} : { headers: Object.fromEntries(shown) as object }),
    ...(schema === undefined ? {} : { content: { [mediaType ?? 'application/json']: content } }),
  }
}

function parametersOf({ path, query, headers }: DescribedRoute, shapes: Shapes): object[] {
  const inPath = [...path.matchAll(/\{(\w+)(:guid)?\}/g)].map(([, name, constraint]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', ...(constraint === undefined && name !== 'id' ? {} : { format: 'uuid' }) },
  }))
  return [...inPath, ...membersOf('query', query, shapes), ...membersOf('header', headers, shapes)]
}

/** Names of headers are written as error keys are; those of a query as members of JSON. */
function membersOf(place: 'query' | 'header', schema: z.ZodType | undefined, shapes: Shapes): object[] {
  if (schema === undefined) return []
  const description = describe(schema)
  if (description.kind !== 'object') throw new TypeError('parameters are declared as an object')
  const { shape } = schema as z.ZodObject
  return description.members.map((member) => ({
    name: place === 'header' ? member.key : member.name,
    in: place,
    required: member.presence === 'required',
    schema: parameterSchema(shape[member.name] as z.ZodType, member, shapes),
  }))
}

/** A parameter is there or not: it cannot be null. */
function parameterSchema(schema: z.ZodType, { fallback }: Member, shapes: Shapes): object {
  const { def } = schema as unknown as { def: { innerType?: z.ZodType } }
  const plain = shapes.refer(def.innerType ?? schema, 'input')
  return fallback === undefined ? plain : { ...plain, default: fallback }
}
