import fc from 'fast-check'
import type * as z from 'zod'
import { appRoutes } from '../../../architecture/open-api/app-routes.ts'
import { secret } from '../../order-request.ts'
import { changed, spoilt, type Change } from './changes.ts'
import { slotsOf, type Json } from './json.ts'

export interface Fuzzed {
  /** Below the address of the app. */
  readonly path: string
  /** What the reader calls the body. */
  readonly parameter: string
  readonly text: string
}

interface Seed {
  readonly path: string
  readonly parameter: string
  readonly body: Json
}

const confidential = ['subject', 'body', 'sendersReference', 'idempotencyId']

/** The examples of every route that reads JSON. So a new route is fuzzed as soon as it is there. */
export const seeds: readonly Seed[] = appRoutes.flatMap(({ path, body, published }) =>
  body === undefined || !('schema' in body)
    ? []
    : Object.values(published.examples ?? {}).map((example) => ({
        path: `/${path}`,
        parameter: body.parameter,
        body: entrusted(example as Json, body.schema),
      })),
)

/** For later, so that thousands of orders are taken and none is sent; and with a word that no log may hold. */
function entrusted(example: Json, schema: z.ZodType): Json {
  const own = structuredClone(example) as Record<string, Json>
  if ('requestedSendTime' in (schema as z.ZodObject).shape) own['requestedSendTime'] ??= '2099-01-01T09:00:00Z'
  for (const { key, value, put } of slotsOf(own))
    if (typeof value === 'string' && confidential.includes(String(key))) put(`${secret} ${value}`)
  return own
}

const change = (...kinds: Change['kind'][]): fc.Arbitrary<Change> =>
  fc.record({ kind: fc.constantFrom(...kinds), place: fc.nat(1_000), value: fc.nat(60_000) })

/** Each meant for another layer of the reader, the first for none of them; with how often it is followed. */
const plans: readonly [weight: number, plan: fc.Arbitrary<Change[]>][] = [
  [3, fc.array(change('other letters', 'an unknown member', 'other text'), { maxLength: 3 })],
  [1, fc.array(change('unlike', 'no member'), { minLength: 1, maxLength: 2 })],
  [3, fc.array(change('blank', 'blank', 'null'), { minLength: 1, maxLength: 2 })],
  [4, fc.array(change('dubious', 'the same again'), { minLength: 1, maxLength: 4 })],
]

/** A body on its way to a route: an example with a few changes, and now and then no JSON any more. */
export const fuzzedBody: fc.Arbitrary<Fuzzed> = fc
  .record({
    seed: fc.constantFrom(...seeds),
    id: fc.uuid(),
    changes: fc.oneof(...plans.map(([weight, arbitrary]) => ({ weight, arbitrary }))),
    spoiling: fc.oneof(
      { weight: 9, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.record({ how: fc.nat(60), place: fc.nat(5_000) }) },
    ),
  })
  .map(({ seed: { path, parameter, body }, id, changes, spoiling }) => {
    const text = JSON.stringify(changed(named(body, id), changes))
    return { path, parameter, text: spoiling === null ? text : spoilt(text, spoiling.how, spoiling.place) }
  })

/** An idempotency id that no other body has. */
const named = (body: Json, id: string): Json =>
  body !== null && typeof body === 'object' && 'idempotencyId' in body
    ? { ...body, idempotencyId: `${secret}-${id}` }
    : body
