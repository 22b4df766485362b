import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as shape from '../../../src/functions/http/door/shape.ts'
import { shapes } from '../../../src/functions/http/open-api/shapes.ts'

const Colour = shape.enumeration('.ColourExt', { Red: 0, Green: 1 })

/** The members of a request's shape, as the description shows them. */
function shown(members: z.ZodRawShape) {
  const known = shapes()
  known.refer(shape.object('.ThingExt', members), 'input')
  const { properties, required = [] } = known.all()['Thing'] ?? {}
  return { properties, required }
}

describe('a member of a request', () => {
  test.each<[string, z.ZodType, object, boolean]>([
    ['that has to be there', shape.text(), { type: 'string' }, true],
    ['that must not be blank', shape.filled(shape.text()), { type: 'string' }, true],
    ['with a default', shape.defaulted(shape.text(), 'a'), { type: 'string', default: 'a' }, false],
    ['that may be null', shape.optional(shape.text()), { type: ['string', 'null'] }, false],
    ['that may only be left out', shape.unset(shape.dateTime()), { type: 'string', format: 'date-time' }, false],
    ['that is an address', shape.optional(shape.uri()), { type: ['string', 'null'], format: 'uri' }, false],
    ['that counts', shape.int32(), { type: 'integer', format: 'int32' }, true],
    ['that counts further', shape.preset(shape.int64(), 0), { type: 'integer', format: 'int64', default: 0 }, false],
    ['of a few words', Colour, { $ref: '#/components/schemas/Colour' }, true],
    [
      'of a few words, or null, with a default',
      shape.optionalOr(Colour, 'Red'),
      { anyOf: [{ $ref: '#/components/schemas/Colour' }, { type: 'null' }], default: 'Red' },
      false,
    ],
  ])('%s', (_, ...[schema, expected, isRequired]) => {
    expect(shown({ a: schema })).toEqual({ properties: { a: expected }, required: isRequired ? ['a'] : [] })
  })
})

describe('a shape with a name', () => {
  test('is shown once, however often it is referred to', () => {
    const known = shapes()
    const thing = () => shape.object('.Deep.ThingExt', { colour: Colour })
    const list = shape.list(thing(), 'none')
    expect(known.refer(thing(), 'input')).toEqual({ $ref: '#/components/schemas/Thing' })
    expect(known.refer(list, 'input')).toEqual({ type: 'array', items: { $ref: '#/components/schemas/Thing' } })
    expect(Object.keys(known.all())).toEqual(['Colour', 'Thing'])
  })

  test('never stands for two that differ', () => {
    const known = shapes()
    known.refer(shape.named('Thing', z.object({ a: z.string() })), 'output')
    expect(() => known.refer(shape.named('Thing', z.object({ b: z.string() })), 'output')).toThrow(
      'two shapes are called Thing',
    )
  })

  test('of an answer asks for what is always there, and closes nothing', () => {
    const known = shapes()
    known.refer(shape.named('Thing', z.object({ id: z.guid(), at: z.iso.datetime().optional(), n: z.int() })), 'output')
    expect(known.all()['Thing']).toEqual({
      type: 'object',
      properties: {
        id: { type: 'string', format: 'uuid' },
        at: { type: 'string', format: 'date-time' },
        n: { type: 'integer', format: 'int64' },
      },
      required: ['id', 'n'],
    })
  })
})
