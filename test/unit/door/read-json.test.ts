import { describe, expect, test } from 'vitest'
import * as shape from '../../../src/functions/http/door/shape.ts'
import { errorsOf, judge } from '../wire/judgement.ts'

const Part = shape.object('.PartExt', { name: shape.text(), weight: shape.optional(shape.int32()) })

const Thing = shape.object('.ThingExt', {
  id: shape.optional(shape.text()),
  kind: shape.preset(shape.enumeration('.KindExt', { Plain: 0, Fancy: 1, Odd: 4 }), 'Plain'),
  maybeKind: shape.optional(shape.enumeration('.KindExt', { Plain: 0 })),
  due: shape.unset(shape.dateTime()),
  days: shape.optional(shape.int32()),
  total: shape.preset(shape.int64(), 0),
  open: shape.preset(shape.flag(), false),
  link: shape.optional(shape.uri()),
  part: shape.optional(Part),
  parts: shape.optional(shape.list(Part, 'Part must not be null.')),
})

const value = (body: unknown) => judge(Thing, body).value
const message = (body: string) => Object.values(errorsOf(Thing, body))[0]?.[0]

describe('what can be read', () => {
  test('member names in any letter case, unknown members passed over, of repeated members the last', () => {
    const text = '{"ID":"a","other":{"a":[1,null,{"b":"\\u0041"}]},"id":"b","PART":{"Name":"n"}}'
    expect(value(text)).toMatchObject({ id: 'b', part: { name: 'n' } })
  })

  test('null is the same as absent for what is optional', () => {
    expect(value({ id: null, days: null, part: null, parts: null })).toEqual(value({}))
    expect(value('{"id":"a","id":null}')).toEqual(value({}))
  })

  test('numbers also from text, up to their size', () => {
    expect(value({ days: '7', total: 9007199254740991 })).toMatchObject({ days: 7, total: 9007199254740991 })
    expect(value({ days: -2147483648 })).toMatchObject({ days: -2147483648 })
    expect(value('{"total":9223372036854775807}')).toMatchObject({ total: Number.MAX_SAFE_INTEGER })
  })

  test.each([['Fancy'], ['fANCY'], [1], ['1'], [' Fancy '], [' 1 '], ['Plain, Fancy']])(
    '%j is the enumeration member Fancy',
    (kind) => {
      expect(value({ kind })).toMatchObject({ kind: 'Fancy' })
    },
  )

  test('a number that no enumeration member has is left to the rules', () => {
    expect(value({ kind: 9 })).toMatchObject({ kind: 9 })
    expect(value({ kind: 'Fancy,Odd' })).toMatchObject({ kind: 5 })
  })

  test('escapes, blanks and line breaks', () => {
    expect(value('\r\n {"id" : "\\u00e6\\ud83c\\udf89\\n\\"" }\t\n')).toMatchObject({ id: 'æ🎉\n"' })
  })

  test('objects and lists at the greatest depth', () => {
    expect(errorsOf(Thing, `{"u":${'['.repeat(31)}${']'.repeat(31)}}`)).toEqual({})
  })

  test('names of the prototype are unknown members like others', () => {
    const read = value('{"__proto__":{"polluted":true},"constructor":1,"id":"a"}')
    expect(read).toEqual(value({ id: 'a' }))
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('what cannot be read', () => {
  test.each([
    ['{"days":1.5}', '$.days'],
    ['{"days":1.0}', '$.days'],
    ['{"days":2147483648}', '$.days'],
    ['{"days":""}', '$.days'],
    ['{"days":true}', '$.days'],
    ['{"total":null}', '$.total'],
    ['{"total":9223372036854775808}', '$.total'],
    ['{"open":"true"}', '$.open'],
    ['{"open":1}', '$.open'],
    ['{"open":null}', '$.open'],
    ['{"kind":"Fax"}', '$.kind'],
    ['{"kind":""}', '$.kind'],
    ['{"kind":"Plain,Fax"}', '$.kind'],
    ['{"kind":null}', '$.kind'],
    ['{"kind":99999999999}', '$.kind'],
    ['{"due":null}', '$.due'],
    ['{"due":"2099-02-30T00:00:00Z"}', '$.due'],
    ['{"due":20990230}', '$.due'],
    ['{"link":5}', '$.link'],
    ['{"link":"http://"}', '$.link'],
    ['{"ID":5}', '$.ID'],
    ['{"part":"text"}', '$.part'],
    ['{"parts":{}}', '$.parts'],
    ['{"parts":["text"]}', '$.parts[0]'],
    ['{"parts":[{"name":"n"},{"name":"m","weight":{}}]}', '$.parts[1].weight'],
    ['{"part":{}}', '$.part'],
    ['{"part":{"name":"n","weight":"x"},"kind":"Fax"}', '$.part.weight'],
    ['[]', '$'],
    ['"text"', '$'],
    ['42', '$'],
    ['', ''],
    ['null', ''],
    ['  ', '$'],
  ])('%s: the error is at %j and the body counts as absent', (text, path) => {
    const errors = errorsOf(Thing, text)
    expect(Object.keys(errors)).toEqual([path, 'request'])
    expect(errors['request']).toEqual(['The request field is required.'])
  })

  test.each([
    '{',
    '{"id"',
    '{"id":',
    '{"id":"a',
    '{"id":"a"',
    '{"id":"a",}',
    '{"parts":[{"name":"n"},]}',
    '{"parts":[{"name":"n"}',
    '{id:"a"}',
    "{'id':'a'}",
    '{"id":"a" "kind":0}',
    '{"id" "a"}',
    '{"id":"a"} x',
    '{"id":"a"}{}',
    '{"days":01}',
    '{"days":+1}',
    '{"days":1x}',
    '{"days":.5}',
    '{"u":tru}',
    '{"u":NaN}',
    '{"u":nul}',
    '{"id":"a\nb"}',
    '{"id":"\\x41"}',
    '{"id":"\\u12"}',
    '{"id":"\\ud83c"}',
    '{"id":"a\\"}',
    '// text\n{}',
    '{"id":"a"/* text */}',
    'subject=x&body=y',
    `{"u":${'['.repeat(32)}${']'.repeat(32)}}`,
  ])('%j is not JSON that is taken', (text) => {
    expect(Object.keys(errorsOf(Thing, text))[0]).toMatch(/^\$/)
  })
})

describe('how it is worded', () => {
  test('a value of the wrong type: its type, path, line and byte, right behind what was read of it', () => {
    expect(message('{"id":"æ",\n "due":"soon"}')).toBe(
      'The JSON value could not be converted to System.DateTime. Path: $.due | LineNumber: 1 | BytePositionInLine: 13.',
    )
    expect(message('{"x":"æ","days":"soon"}')).toBe(
      'The JSON value could not be converted to System.Nullable`1[System.Int32]. Path: $.days | LineNumber: 0 | BytePositionInLine: 23.',
    )
    expect(message('{"part":"text"}')).toMatch(/ BytePositionInLine: 14\.$/)
    expect(message('{"id":[1]}')).toMatch(/ BytePositionInLine: 7\.$/)
    expect(message('{"parts":7}')).toMatch(
      /^The JSON value could not be converted to System\.Collections\.Generic\.List`1\[Altinn\.Notifications\.Models\.PartExt\]\. /,
    )
    expect(message('{"maybeKind":"Fax"}')).toMatch(/System\.Nullable`1\[Altinn\.Notifications\.Models\.KindExt\]/)
  })

  test('members that are not there, until the list is 60 characters long', () => {
    const Wide = shape.object('.WideExt', {
      idempotencyIdentifier: shape.text(),
      notificationRecipient: shape.text(),
      third: shape.text(),
      fourth: shape.text(),
      fifth: shape.text(),
      sixth: shape.text(),
    })
    expect(errorsOf(Wide, { fourth: 'x' })['$']).toEqual([
      `JSON deserialization for type 'Altinn.Notifications.Models.WideExt' was missing required properties including: ${[
        "'idempotencyIdentifier'",
        "'notificationRecipient'",
        "'third'",
        "'fifth'",
      ].join(', ')}.`,
    ])
  })

  test('text that is not JSON: the place where reading ended', () => {
    expect(message('{"id":"a" x')).toBe(
      "'x' is invalid after a value. Expected either ',', '}', or ']'. Path: $ | LineNumber: 0 | BytePositionInLine: 10.",
    )
    expect(message('{"id":"a",}')).toMatch(/^The JSON object contains a trailing comma at the end /)
    expect(message('\n\n{\n"days": x\n}')).toBe(
      "'x' is an invalid start of a value. Path: $.days | LineNumber: 3 | BytePositionInLine: 8.",
    )
  })
})

test('what is missing is told before any rule is asked, and all at once', () => {
  const Strict = shape.ruled(
    shape.object('.StrictExt', {
      required: shape.text(),
      filled: shape.filled(shape.text()),
      defaulted: shape.defaulted(shape.text(), ''),
      part: Part,
      parts: shape.optional(shape.list(Part, '')),
      never: shape.optional(shape.text()),
    }),
    [{ id: 'never', key: 'Never', holds: () => false, message: 'not reached' }],
  )
  const body = { required: ' \t', defaulted: null, part: null, parts: [{ name: 'n' }, { name: '' }] }
  expect(errorsOf(Strict, body)).toEqual({
    Required: ['The Required field is required.'],
    Filled: ['The Filled field is required.'],
    Defaulted: ['The Defaulted field is required.'],
    Part: ['The Part field is required.'],
    'Parts[1].Name': ['The Name field is required.'],
  })
  expect(errorsOf(Strict, { required: 'r', filled: 'f', defaulted: '', part: { name: 'n' } })).toEqual({
    Never: ['not reached'],
  })
})
