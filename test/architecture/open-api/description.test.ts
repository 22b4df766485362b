import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { noFailures } from '../../../src/functions/http/door/failures.ts'
import { validated } from '../../../src/functions/http/door/validated.ts'
import { openApiDocument } from '../../../src/functions/http/open-api/document.ts'
import { pathOf } from '../recorded-start.ts'
import { appRoutes } from './app-routes.ts'
import { tableOf, type OpenApi } from './table-of.ts'

const document = openApiDocument(appRoutes) as OpenApi
const ours = tableOf(document)

/** What the reference publishes of itself. */
const published = readFileSync(pathOf('test/architecture/open-api/published.txt'), 'utf8').trimEnd().split('\n')

/** Lines of the published table that are not so. */
const untrue = [
  // Nothing tells the app that a caller has gone, so it never answers with this status.
  / < 499 /,
  // A slip of the generator: the code is a text.
  / code\.hasValue$/,
]

/** Members of answers that the reference sends and does not publish. */
const unpublished = [
  // Its publisher does not follow the kinds of recipients.
  'GET /future/shipment/{id} < 200 recipients[].type',
]

const isPromised = (line: string) => !untrue.some((pattern) => pattern.test(line))
const missing = (from: readonly string[]) => published.filter((line) => isPromised(line) && !from.includes(line))

const operationsOf = (table: readonly string[]) => table.filter((line) => /^\S+ \S+$/.test(line))
const operations = operationsOf(published)

/** What is asked of callers, and the members that they are answered: refusals are described alike everywhere. */
const isCompared = (line: string) => / > /.test(line) || / < 2\d\d [^=]*$/.test(line)

/** Routes that the reference has and does not publish, and those that are ours alone. */
const unpublishedOperations = [
  'GET /future/dashboard/recipients/notifications/nin',
  'GET /future/dashboard/recipients/notifications/orgnumber',
  'GET /future/log',
  'GET /health',
  'GET /health/live',
  'GET /metrics',
  'GET /swagger',
  'GET /swagger/file',
  'GET /swagger/v1/swagger.json',
  'GET /tests/sendcondition',
  'POST /metrics',
  'POST /metrics/email',
  'POST /metrics/sms',
  'POST /trigger/deleteoldstatusfeedrecords',
  'POST /trigger/pastdueorders',
  'POST /trigger/sendemail',
  'POST /trigger/sendsms',
  'POST /trigger/sendsmsanytime',
  'POST /trigger/sendsmsdaytime',
  'POST /trigger/terminateexpirednotifications',
]

function beyond(from: readonly string[]): string[] {
  const known = new Set([...published, ...unpublished])
  const isOfKnown = (line: string) => operations.some((name) => line.startsWith(`${name} `))
  return from.filter((line) => isCompared(line) && isOfKnown(line) && !known.has(line))
}

describe('the description', () => {
  it('holds every path, parameter, member and value that the reference publishes', () => {
    expect(missing(ours)).toEqual([])
    expect(published.length).toBeGreaterThan(800)
  })

  it('asks and promises nothing beyond what the reference publishes', () => {
    expect(beyond(ours)).toEqual([])
  })

  it('holds every route of the app: those that are published, and those that are known not to be', () => {
    expect(operationsOf(ours)).toEqual([...operations, ...unpublishedOperations].toSorted())
    expect(appRoutes).toHaveLength(operationsOf(ours).length)
  })

  it('would be caught with a value that is gone, and with a member too many', () => {
    const line = 'POST /orders > notificationChannel = SmsPreferred'
    expect(missing(ours.filter((one) => one !== line))).toEqual([line])
    const more = ['GET /orders < 200 orders[].secret', 'POST /orders > secret']
    expect(beyond([...ours, ...more])).toEqual(more)
  })

  it('refers to nothing that it does not hold', () => {
    const text = JSON.stringify(document)
    const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '')
    expect(names.filter((name) => !(name in document.components.schemas))).toEqual([])
    expect(new Set(names).size).toBeGreaterThan(40)
  })
})

describe('an example', () => {
  const bodies = appRoutes.flatMap(({ body, published: { examples = {} } }) =>
    body === undefined || !('schema' in body)
      ? []
      : Object.entries(examples).map(([title, example]) => ({ title, body, example })),
  )
  const answers = appRoutes.flatMap(({ name, published: { answers } }) =>
    Object.entries(answers).flatMap(([status, { schema, example }]) =>
      example === undefined ? [] : [{ name, status, schema, example }],
    ),
  )

  it.each(bodies)('of a body is taken as it stands: $title', ({ body, example }) => {
    const failures = noFailures()
    validated(JSON.stringify(example), body, { failures, now: new Date() })
    expect(failures.byKey).toEqual(new Map())
  })

  it.each(answers)('of an answer is of its shape, with nothing besides: $name $status', ({ schema, example }) => {
    expect(schema?.parse(example)).toEqual(example)
  })

  it('is there for every body', () => {
    const without = appRoutes.filter(({ body, published }) => body && 'schema' in body && !published.examples)
    expect(without.map(({ name }) => name)).toEqual([])
    expect(bodies.length).toBeGreaterThan(10)
  })
})
