import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from './send.ts'
import { startHost, type StartedHost } from './started-host.ts'

let host: StartedHost
let open: StartedHost
beforeAll(async () => {
  host = await startHost('keys', { keys: { master: 'the-master', function: 'the-function' } })
  open = await startHost('keys')
})
afterAll(async () => {
  await host.stop()
  await open.stop()
})

const withHeader = (path: string, key: string) => send(host.url, path, { headers: { 'x-functions-key': key } })

describe('where keys are set', () => {
  it.each(['/function', '/byMaster', '/admin/host/status'])('%s without a key is 401, empty', async (path) => {
    const answer = await send(host.url, path)
    expect(answer).toMatchObject({ status: 401, text: '' })
    expect(answer.headers['content-length']).toBe('0')
  })

  it('an anonymous function asks for none', async () => {
    expect((await send(host.url, '/anonymous')).status).toBe(200)
  })

  it('a function opens with its key or the master key, in the header or in the query', async () => {
    expect((await withHeader('/function', 'the-function')).status).toBe(200)
    expect((await withHeader('/function', 'the-master')).status).toBe(200)
    expect((await send(host.url, '/function?code=the-function')).status).toBe(200)
    expect((await withHeader('/function', 'wrong')).status).toBe(401)
  })

  it('the key in the query is no parameter of the handler', async () => {
    expect((await send(host.url, '/function?code=the-function&a=1')).json()).toEqual({ a: '1' })
  })

  it('a function of level admin opens with the master key only', async () => {
    expect((await withHeader('/byMaster', 'the-function')).status).toBe(401)
    expect((await withHeader('/byMaster', 'the-master')).status).toBe(200)
  })

  it('starting a function by hand needs the master key', async () => {
    const start = (key: string) =>
      send(host.url, '/admin/functions/tick', {
        body: '{}',
        headers: { 'content-type': 'application/json', 'x-functions-key': key },
      })
    expect((await start('the-function')).status).toBe(401)
    expect((await start('the-master')).status).toBe(202)
  })

  it('the ping needs none, the status the master key', async () => {
    expect((await send(host.url, '/admin/host/ping')).status).toBe(200)
    expect((await withHeader('/admin/host/status', 'the-master')).json()).toMatchObject({ state: 'Running' })
  })
})

describe('where no keys are set', () => {
  it.each(['/function', '/byMaster', '/admin/host/status'])('%s opens without', async (path) => {
    expect((await send(open.url, path)).status).toBe(200)
  })
})
