import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from './send.ts'
import { startHost, type StartedHost } from './started-host.ts'

interface Seen {
  readonly function: string
  readonly params: Record<string, string>
}

let host: StartedHost
beforeAll(async () => {
  host = await startHost('routes')
})
afterAll(() => host.stop())

const seen = async (path: string, method = 'GET') => (await send(host.url, path, { method })).json() as Seen
const functionAt = async (path: string, method?: string) => (await seen(path, method)).function
const status = async (path: string, method = 'GET') => (await send(host.url, path, { method })).status

describe('the functions host routes', () => {
  it('by the alphabetical order of the names, a literal having no precedence', async () => {
    expect(await functionAt('/any/feed')).toBe('anyid')
  })

  it('by that order without regard to the case of the names', async () => {
    expect(await functionAt('/case/1')).toBe('alpha')
  })

  it('to the first function whose template and method fit', async () => {
    expect(await functionAt('/both/1')).toBe('aTakesGet')
    expect(await functionAt('/both/1', 'POST')).toBe('takePost')
  })

  it.each([
    ['no template', 'GET', '/nowhere'],
    ['the template but not the method', 'POST', '/any/1'],
    ['the template but HEAD is not named', 'HEAD', '/any/1'],
    ['the template but OPTIONS is not named', 'OPTIONS', '/any/1'],
  ])('a request that fits %s to 404 with an empty body and without Allow', async (_case, method, path) => {
    const answer = await send(host.url, path, { method })
    expect(answer).toMatchObject({ status: 404, text: '' })
    expect(answer.headers).toMatchObject({ 'content-length': '0', server: 'Kestrel' })
    expect(answer.headers).not.toHaveProperty('allow')
  })

  it('HEAD where it is named', async () => {
    expect(await status('/head', 'HEAD')).toBe(200)
  })

  it.each([
    ['/guid/1f0f0a54-6e2c-4a8e-9c55-0d4d3b6c9d10', 200],
    ['/guid/1F0F0A54-6E2C-4A8E-9C55-0D4D3B6C9D10', 200],
    ['/guid/1f0f0a546e2c4a8e9c550d4d3b6c9d10', 200],
    ['/guid/%7B1f0f0a54-6e2c-4a8e-9c55-0d4d3b6c9d10%7D', 200],
    ['/guid/1f0f0a54-6e2c-4a8e-9c55', 404],
    ['/int/-12', 200],
    ['/int/2147483648', 404],
    ['/int/1a', 404],
    ['/month/12', 200],
    ['/month/13', 404],
  ])('%s with its constraint to %i', async (path, expected) => {
    expect(await status(path)).toBe(expected)
  })

  it('paths in any case, with one slash at the end, but not with a double one', async () => {
    expect(await functionAt('/MONTH/3')).toBe('month')
    expect(await functionAt('/month/3/')).toBe('month')
    expect(await status('/month//3')).toBe(404)
    expect(await status('/month/3//')).toBe(404)
    expect(await status('/any//')).toBe(404)
  })

  it('optional and catch-all parameters, the latter also when nothing is there to catch', async () => {
    expect((await seen('/optional')).params).toEqual({})
    expect((await seen('/optional/x')).params).toEqual({ part: 'x' })
    expect((await seen('/swagger')).params).toEqual({})
    expect((await seen('/swagger/a/b')).params).toEqual({ rest: 'a/b' })
  })

  it('a catch-all only what no function before it in the alphabet takes', async () => {
    expect(await functionAt('/any/thing/at/all', 'DELETE')).toBe('zCatchAll')
  })

  it('GET and POST to a function that names no method, and a function without a route by its name', async () => {
    expect(await functionAt('/inherited', 'POST')).toBe('inherited')
    expect(await functionAt('/inherited')).toBe('inherited')
    expect(await status('/inherited', 'PUT')).toBe(404)
    expect(await functionAt('/named')).toBe('named')
  })

  it('decoded values, except the slash', async () => {
    expect((await seen('/any/a%20b')).params).toEqual({ id: 'a b' })
    expect((await seen('/any/a%2Fb')).params).toEqual({ id: 'a%2Fb' })
  })

  it('nothing under admin and runtime to a function', async () => {
    expect(await status('/admin/thing', 'DELETE')).toBe(404)
    expect(await status('/runtime/thing', 'DELETE')).toBe(404)
  })

  it('the root to its own page', async () => {
    const answer = await send(host.url, '/')
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/html')
  })
})

describe('settings of the functions host', () => {
  it('put the route prefix "api" before every route unless host.json names another', async () => {
    const prefixed = await startHost('routes', { hostJson: { extensions: {} } })
    expect((await send(prefixed.url, '/api/any/1')).status).toBe(200)
    expect((await send(prefixed.url, '/any/1')).status).toBe(404)
    await prefixed.stop()
  })

  it('can take the page at the root away', async () => {
    const bare = await startHost('routes', { settings: { AzureWebJobsDisableHomepage: 'true' } })
    expect(await send(bare.url, '/')).toMatchObject({ status: 204, text: '' })
    await bare.stop()
  })
})
