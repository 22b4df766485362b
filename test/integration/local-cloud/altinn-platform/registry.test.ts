import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'

import externalIdentities from '../../../local/altinn-platform/registry/external-identities.json' with { type: 'json' }
import organizations from '../../../local/altinn-platform/registry/organizations.json' with { type: 'json' }
import people from '../../../local/altinn-platform/registry/people.json' with { type: 'json' }
import {
  startAltinnPlatform,
  type AltinnPlatformOptions,
} from '../../../local/altinn-platform/start-altinn-platform.ts'

async function started(options: Partial<AltinnPlatformOptions> = {}) {
  const platform = await startAltinnPlatform({ port: 0, ...options })
  onTestFinished(() => platform.stop())
  const send = async (method: string, path: string, body?: unknown) => {
    const text = body === undefined ? null : JSON.stringify(body)
    const answer = await fetch(platform.ready.url + path, { method, body: text })
    const read = await answer.text()
    return { status: answer.status, text: read, json: () => JSON.parse(read) as Record<string, never[]> }
  }
  const lookUp = (number: string) =>
    send('POST', '/profile/api/v1/users/contactpoint/lookup', { nationalIdentityNumbers: [number] })
  return { platform, send, lookUp, url: platform.ready.url }
}

/** The remainder by 11 of the weighted digits; 0 where the last one is the control digit that belongs there. */
const remainder = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11

describe('the people and organisations', () => {
  const numbers = people.map((person) => person.nationalIdentityNumber)

  test('are enough, and no two of them the same', () => {
    expect(new Set(numbers).size).toBeGreaterThanOrEqual(30)
    expect(new Set(numbers).size).toBe(people.length)
    expect(new Set(organizations.map(({ organizationNumber }) => organizationNumber)).size).toBeGreaterThanOrEqual(15)
    for (const entries of [people, organizations, externalIdentities])
      expect(new Set(entries.map(({ about }) => about)).size).toBe(entries.length)
  })

  test.each(numbers)('person %s is synthetic: a month of birth above 80, and control digits that fit', (number) => {
    expect(Number(number.slice(2, 4))).toBeGreaterThan(80)
    expect(Number(number.slice(2, 4))).toBeLessThanOrEqual(92)
    expect(remainder(number, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1])).toBe(0)
    expect(remainder(number, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])).toBe(0)
  })

  test.each(organizations.map(({ organizationNumber }) => organizationNumber))(
    'organisation %s is synthetic: it begins with 31, and its control digit fits',
    (number) => {
      expect(number).toMatch(/^31\d{7}$/)
      expect(remainder(number, [3, 2, 7, 6, 5, 4, 3, 2, 1])).toBe(0)
    },
  )

  test('have addresses that lead nowhere', () => {
    const text = JSON.stringify([people, organizations, externalIdentities])
    const domains = [...text.matchAll(/@([\w.-]*)/g)].map(([, domain = '']) => domain.toLowerCase())
    expect(domains.length).toBeGreaterThan(40)
    expect(domains.filter((domain) => !/(^|\.)example\.no$/.test(domain) && domain !== '')).toEqual([])
  })
})

test('a change counts at once, for the services and for who looks', async () => {
  const { send, lookUp } = await started()
  const [person] = people
  const number = person?.nationalIdentityNumber ?? ''
  const put = await send('PUT', `/registry/people/${number}`, { ...person, isReserved: true, email: 'ny@example.no' })
  expect(put.status).toBe(200)
  expect((await lookUp(number)).json()).toMatchObject({
    contactPointsList: [{ isReserved: true, email: 'ny@example.no', mobileNumber: person?.mobileNumber }],
  })
  await send('DELETE', `/registry/people/${number}`)
  expect((await lookUp(number)).json()).toEqual({ contactPointsList: [] })
  const reset = await send('POST', '/registry/reset')
  expect(reset.json()['people']).toHaveLength(people.length)
  expect((await lookUp(number)).json()).toMatchObject({ contactPointsList: [{ email: person?.email }] })
})

test('somebody new can be added, by a name that needs escaping', async () => {
  const { send } = await started()
  const name = 'urn:altinn:username:ny/bruker'
  const added = await send('PUT', `/registry/externalIdentities/${encodeURIComponent(name)}`, {
    email: 'ny@example.no',
  })
  expect(added.json()).toEqual({ externalIdentity: name, email: 'ny@example.no', about: '' })
  const found = await send('POST', '/profile/api/v1/users/contactpoint/lookupsi', { externalIdentities: [name] })
  expect(found.json()).toMatchObject({ contactPointsList: [{ externalIdentity: name, email: 'ny@example.no' }] })
})

test.each([
  { path: 'people/1', body: undefined, status: 400 },
  { path: 'people/1', body: { name: 1 }, status: 400 },
  { path: 'externalIdentities/a', body: { emial: 'x' }, status: 400 },
  { path: 'animals/1', body: {}, status: 404 },
])('an entry that makes no sense is refused: %j', async ({ path, body, status }) => {
  const { send } = await started()
  expect((await send('PUT', `/registry/${path}`, body)).status).toBe(status)
})

test('changes outlive the process where there is a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'altinn-platform-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const first = await started({ folder })
  await first.send('PUT', '/registry/externalIdentities/a', { email: 'a@example.no' })
  const second = await started({ folder })
  expect((await second.send('GET', '/registry/all')).text).toContain('a@example.no')
  await second.send('POST', '/registry/reset')
  expect((await (await started({ folder })).send('GET', '/registry/all')).text).not.toContain('a@example.no')
})

test('the services refuse what theirs refuse', async () => {
  const { send, url } = await started()
  const profile = '/profile/api/v1/organizations/notificationaddresses/lookup'
  for (const organizationNumbers of [[], [' '], undefined])
    expect((await send('POST', profile, { organizationNumbers })).status).toBe(400)
  const names = `${url}/register/api/v1/parties/nameslookup`
  const body = JSON.stringify({ parties: [] })
  for (const headers of [{}, { PlatformAccessToken: 'x.y.z' }])
    expect((await fetch(names, { method: 'POST', headers, body })).status).toBe(401)
  expect((await send('POST', '/authorization/api/v1/decision', {})).status).toBe(401)
  const key = { 'Ocp-Apim-Subscription-Key': 'any' }
  const unclear = await fetch(`${url}/authorization/api/v1/decision`, { method: 'POST', headers: key, body })
  expect(await unclear.json()).toEqual({ response: [{ decision: 'Indeterminate' }] })
  const grant = await fetch(`${url}/maskinporten/token`, { method: 'POST', body: 'grant_type=password' })
  expect([grant.status, await grant.json()]).toMatchObject([400, { error: 'invalid_grant' }])
  expect((await send('GET', '/conditions/send')).status).toBe(401)
})

test('a fault meets as many requests as it was made for, of its service only', async () => {
  const { send, lookUp } = await started()
  const faults = { profile: { status: 429, retryAfterSeconds: 7, requests: 2 }, register: { delayMs: 1 } }
  expect((await send('PUT', '/faults', faults)).status).toBe(200)
  expect((await send('GET', '/registry/all')).status).toBe(200)
  expect([(await lookUp('1')).status, (await lookUp('1')).status, (await lookUp('1')).status]).toEqual([429, 429, 200])
  expect((await send('GET', '/faults')).text).toBe('{"register":{"body":"","delayMs":1}}')
  expect((await send('PUT', '/faults', { profle: {} })).status).toBe(400)
  await send('PUT', '/faults', { profile: { status: 500 } })
  expect((await lookUp('1')).status).toBe(500)
  await send('DELETE', '/faults')
  expect((await lookUp('1')).status).toBe(200)
})

test('the page and its files are served, and nothing beside them', async () => {
  const { url } = await started()
  const page = await (await fetch(`${url}/registry`)).text()
  const files = [...page.matchAll(/(?:src|href)="(\/page\/[^"]+)"/g)].map(([, file = '']) => file)
  expect(files).toHaveLength(5)
  for (const file of files) expect((await fetch(url + file)).status).toBe(200)
  for (const file of ['/page/..%2fkeys.ts', '/page/keys.ts', '/page/registry'])
    expect((await fetch(url + file)).status).toBe(404)
})
