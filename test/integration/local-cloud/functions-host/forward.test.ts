import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from './send.ts'
import { startHost, type StartedHost } from './started-host.ts'

const other = createServer((request, response) => {
  void text(request).then((body) => {
    response.writeHead(203, { 'x-other': '1' }).end(`${request.method ?? ''} ${request.url ?? ''} ${body}`)
  })
})
let host: StartedHost
beforeAll(async () => {
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  host = await startHost('routes', { forward: { '/token': `http://127.0.0.1:${port}`, '/gone': 'http://127.0.0.1:1' } })
})
afterAll(async () => {
  await host.stop()
  other.close()
})

describe('a path that is forwarded', () => {
  it('is answered by the other server, whatever functions there are', async () => {
    const answer = await send(host.url, '/token/a%2Fb?c=1', { body: 'grant' })
    expect(answer).toMatchObject({ status: 203, text: 'POST /token/a%2Fb?c=1 grant', headers: { 'x-other': '1' } })
    expect((await send(host.url, '/token', { method: 'DELETE' })).text).toBe('DELETE /token ')
  })

  it('ends at the border of a segment', async () => {
    expect((await send(host.url, '/tokens', { method: 'DELETE' })).json()).toMatchObject({ function: 'zCatchAll' })
  })

  it('is 502 when the other server is not there', async () => {
    expect((await send(host.url, '/gone')).status).toBe(502)
  })
})
