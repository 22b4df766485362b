import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Route } from '../../../src/functions/http/door/route.ts'
import { appRoutes } from '../../architecture/open-api/app-routes.ts'
import { tokenHolder } from '../../local/cloud/api-client.ts'
import { startedApi } from './started-api.ts'

/** Every route of the app, as its table has them: a new one is looked at as soon as it is there. */
const api = startedApi()

const base = 'notifications/api/v1'
const named = (route: Route) => ({ ...route, title: `${route.method} /${route.path}` })
const closed = appRoutes.filter(({ policy }) => policy !== undefined).map(named)
const ofOrganizations = closed.filter(({ needsOrganization }) => needsOrganization !== false)

const scopes: Readonly<Record<NonNullable<Route['policy']>, string>> = {
  create: 'altinn:serviceowner/notifications.create',
  'create-composed': 'altinn:serviceowner/notifications.composedemail.create',
  support: 'altinn:notifications.support.admin',
}

const searched = { nationalIdentityNumber: '01010112345', organizationNumber: '991825827' }

/** A request that is as it should be, but for who sends it. */
function request({ path, method, body, published, query }: Route) {
  const [example = {}] = Object.values(published.examples ?? {})
  const content = body === undefined ? {} : { body: Buffer.from(JSON.stringify(example)) }
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const filled = path.slice(base.length).replace(/\{id(:guid)?\}/, randomUUID())
  return [
    `${filled}${query === undefined ? '' : '?sendersReference=a&dialogId=a'}`,
    { method, headers: { ...searched, ...type }, ...content },
  ] as const
}

describe('a route that asks who calls', () => {
  it('is most of them', () => {
    expect(closed.length).toBeGreaterThan(10)
    expect(closed.filter(({ path }) => !path.startsWith(base))).toEqual([])
  })

  it.each(closed)('turns away whom nobody knows: $title', async (route) => {
    expect(await api.stranger.ask(...request(route))).toMatchObject({ status: 401, text: '' })
  })

  it.each(closed)('turns away a caller with a right to something else: $title', async (route) => {
    const other = await tokenHolder(api.cloud.url, { scopes: 'altinn:serviceowner/instances.read' })
    expect(await other.ask(...request(route))).toMatchObject({ status: 403, text: '' })
  })

  it.each(ofOrganizations)('turns away a caller of no organisation: $title', async (route) => {
    const nobodys = await tokenHolder(api.cloud.url, { org: '', scopes: scopes[route.policy ?? 'create'] })
    expect(await nobodys.ask(...request(route))).toMatchObject({ status: 403, text: '' })
  })

  it.each(ofOrganizations)('lets in a caller with the right: $title', async (route) => {
    const owner = await tokenHolder(api.cloud.url, { scopes: scopes[route.policy ?? 'create'] })
    const { status } = await owner.ask(...request(route))
    expect([200, 201, 202, 404]).toContain(status)
  })
})

describe('a route', () => {
  it.each(appRoutes.map(named))('is known under other methods too: $title', async (route) => {
    const path = `/${route.path.replace(/\{id(:guid)?\}/, randomUUID())}`
    const response = await fetch(api.cloud.url + path, { method: 'DELETE' })
    expect([response.status, await response.text()]).toEqual([405, ''])
    expect(response.headers.get('allow')?.split(', ')).toContain(route.method)
  })
})
