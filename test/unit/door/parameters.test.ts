import { expect, test } from 'vitest'
import { json } from '../../../src/functions/http/door/answers.ts'
import { handlerOf } from '../../../src/functions/http/door/handler.ts'
import { httpRoute } from '../../../src/functions/http/door/route.ts'
import { OrderSearch } from '../../../src/functions/http/wire/order-search.ts'
import { StatusFeedQuery } from '../../../src/functions/http/wire/status-feed.ts'
import {
  DashboardInterval,
  NationalIdentityNumberHeader,
  OrganizationNumberHeader,
} from '../../../src/functions/http/wire/dashboard-parameters.ts'
import { aDoor, now, published, visit } from './a-visit.ts'

const route = httpRoute({
  name: 'feed',
  method: 'GET',
  path: 'feed',
  query: StatusFeedQuery,
  published,
  handle: ({ query }) => Promise.resolve(json(200, query)),
})
const feed = async (query: string, params: Record<string, string> = {}) => {
  const { json } = await visit(handlerOf(aDoor(), route), { method: 'GET', url: `/feed${query}`, params })
  return json?.errors ?? json
}

test.each([
  ['', { seq: 0, orderBy: 'Asc' }],
  ['?SEQ=12&pagesize=5&orderby=desc', { seq: 12, pageSize: 5, orderBy: 'Desc' }],
  ['?seq=1&seq=2', { seq: 1, orderBy: 'Asc' }],
  ['?seq=%209%20&orderBy=1', { seq: 9, orderBy: 'Desc' }],
  ['?pageSize=&other=x', { seq: 0, orderBy: 'Asc' }],
  ['?pageSize=-5', { seq: 0, pageSize: -5, orderBy: 'Asc' }],
  ['?seq=9223372036854775807', { seq: Number.MAX_SAFE_INTEGER, orderBy: 'Asc' }],
])('the feed query %j is read', async (query, value) => {
  expect(await feed(query)).toEqual(value)
})

test('the query is read from the URL, not from what the host mixes into the route parameters', async () => {
  expect(await feed('?seq=1', { seq: '2', pageSize: '3' })).toEqual({ seq: 1, orderBy: 'Asc' })
})

test.each([
  ['?seq=-1', { Seq: ['The field Seq must be between 0 and 9.223372036854776E+18.'] }],
  ['?seq=x', { Seq: ["The value 'x' is not valid for Seq."] }],
  ['?seq=9223372036854775808', { Seq: ["The value '9223372036854775808' is not valid for Seq."] }],
  ['?seq=', { Seq: ["The value '' is invalid."] }],
  ['?pageSize=99999999999', { PageSize: ["The value '99999999999' is not valid for PageSize."] }],
  ['?orderBy=up', { OrderBy: ["The value 'up' is not valid for OrderBy."] }],
  ['?orderBy=7', { OrderBy: ["The value '7' is invalid."] }],
  ['?orderBy=', { OrderBy: ["The value '' is invalid."] }],
])('the feed query %j is refused', async (query, errors) => {
  expect(await feed(query)).toEqual(errors)
})

test('every parameter that is wrong is reported', async () => {
  expect(Object.keys((await feed('?seq=-1&pageSize=x&orderBy=up')) ?? {})).toEqual(['PageSize', 'OrderBy', 'Seq'])
})

const dashboard = httpRoute({
  name: 'dashboard',
  method: 'GET',
  path: 'dashboard',
  query: DashboardInterval,
  headers: NationalIdentityNumberHeader,
  published,
  handle: ({ query, headers }) => Promise.resolve(json(200, { ...query, ...headers })),
})
const search = async (query: string, nin?: string) => {
  const headers: Record<string, string> = nin === undefined ? {} : { NationalIdentityNumber: nin }
  const { json } = await visit(handlerOf(aDoor(), dashboard), { method: 'GET', url: `/x${query}`, headers })
  return json?.errors ?? json
}
const nin = '16069412345'
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()

test('a search takes its person from a header and its interval from the query', async () => {
  expect(await search(`?from=${daysAgo(2)}&to=${daysAgo(1)}`, nin)).toEqual({
    from: daysAgo(2),
    to: daysAgo(1),
    nationalIdentityNumber: nin,
  })
  expect(await search(`?from=${daysAgo(20)}&to=${daysAgo(10)}`, nin)).toMatchObject({ to: daysAgo(10) })
  expect(await search('?from=2026-05-01%2012:00:00Z', nin)).toMatchObject({ from: '2026-05-01T12:00:00.000Z' })
})

test.each([
  [
    '',
    undefined,
    { NationalIdentityNumber: ["A value for the 'NationalIdentityNumber' parameter or property was not provided."] },
  ],
  ['', ' ', { NationalIdentityNumber: ['The NationalIdentityNumber field is required.'] }],
  ['', '1606941234', { NationalIdentityNumber: ['National identity number must be 11 digits long.'] }],
  ['?from=soon', nin, { From: ["The value 'soon' is not valid for From."] }],
  ['?from=2026-05-01T00:00:00', nin, { From: ["The 'from' value must be UTC."] }],
  ['?to=2026-05-01T00:00:00', nin, { To: ["The 'to' value must be UTC."] }],
  [`?from=${daysAgo(1)}&to=${daysAgo(1)}`, nin, { From: ["'from' must be earlier than 'to'."] }],
  [`?from=${daysAgo(-1)}`, nin, { From: ["'from' must not be in the future."] }],
  [`?from=${daysAgo(3654)}`, nin, { From: ["'from' must not be earlier than 10 years ago."] }],
  [`?to=${daysAgo(-1)}`, nin, { To: ["'to' must not be in the future."] }],
  [`?to=${daysAgo(8)}`, nin, { To: ["'to' must be later than the default 'from' (7 days ago)."] }],
])('the search %j for %j is refused', async (query, person, errors) => {
  expect(await search(query, person)).toEqual(errors)
})

test('a parameter that has to be there, but is not', async () => {
  const route = httpRoute({
    name: 's',
    method: 'GET',
    path: 's',
    query: OrderSearch,
    published,
    handle: () => Promise.resolve(json(200, {})),
  })
  const errors = async (url: string) => (await visit(handlerOf(aDoor(), route), { method: 'GET', url })).json?.errors
  expect(await errors('/s')).toEqual({
    sendersReference: ["A value for the 'sendersReference' parameter or property was not provided."],
  })
  expect(await errors('/s?sendersReference=%20')).toEqual({
    sendersReference: ['The sendersReference field is required.'],
  })
  expect(await errors('/s?SENDERSREFERENCE=r')).toBeUndefined()
})

test('an organisation is searched for like a person', async () => {
  const headers = OrganizationNumberHeader
  const handle = () => Promise.resolve(json(200, {}))
  const route = httpRoute({ name: 's', method: 'GET', path: 's', headers, published, handle })
  const errors = async (number: string) =>
    (await visit(handlerOf(aDoor(), route), { method: 'GET', headers: { ORGANIZATIONNUMBER: number } })).json?.errors
  expect(await errors('123456789')).toBeUndefined()
  expect(await errors('12345678')).toEqual({ OrganizationNumber: ['Organization number must be 9 digits long.'] })
})
