import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from './send.ts'
import { startHost, type StartedHost } from './started-host.ts'

let host: StartedHost
beforeAll(async () => {
  host = await startHost('hooks')
})
afterAll(() => host.stop())

describe('a hook', () => {
  it('runs when the app starts and when it stops', async () => {
    const other = await startHost('hooks')
    await other.stop()
    expect(other.lines.map((line) => line['hook'])).toEqual(['appStart', 'appTerminate'])
  })

  it('before an invocation may put another handler in its place', async () => {
    expect((await send(host.url, '/wrapped')).text).toBe('wrapped {"body":"inner"}')
  })

  it('after an invocation sees the data of the one before, and may turn an error into a result', async () => {
    expect(await send(host.url, '/failing')).toMatchObject({ status: 500, text: 'replaced, seen' })
    expect(host.lines.filter((line) => line.function === 'failing')).toEqual([])
  })

  it('for logs may change level and message of a line', async () => {
    await send(host.url, '/logging')
    expect(await host.line((line) => line.function === 'logging')).toMatchObject({
      level: 'error',
      category: 'user',
      message: 'changed',
    })
  })
})

describe('after the start', () => {
  it('nothing more can be registered', async () => {
    expect((await send(host.url, '/registersLate')).text).toBe('A function can only be registered during app startup.')
  })
})
