import { Agent, request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { send } from './send.ts'
import { startHost } from './started-host.ts'

describe('on SIGTERM the functions host', () => {
  it('finishes a call in progress, answers it with Connection: close, and ends in order', async () => {
    const host = await startHost('answers')
    const answer = send(host.url, '/slow?milliseconds=700')
    await new Promise((resolve) => setTimeout(resolve, 200))
    const stopped = host.stop()
    await eventually(() =>
      send(host.url, '/text').then(
        ({ status }) => status,
        () => 'refused',
      ),
    ).toBe('refused')
    expect(await answer).toMatchObject({ status: 200, text: 'done', headers: { connection: 'close' } })
    await stopped
    expect(await host.ended).toBe(0)
  })

  it('does not wait for connections on which nothing happens, nor for callers whom nobody will answer', async () => {
    const host = await startHost('answers')
    const agent = new Agent({ keepAlive: true })
    await new Promise<void>((resolve) => {
      request(`${host.url}/text`, { agent }, (response) => response.resume().on('end', resolve)).end()
    })
    const unanswered = send(host.url, '/throws').catch((error: unknown) => (error as NodeJS.ErrnoException).code)
    await host.line((line) => line.function === 'throws')
    await host.stop()
    expect(await unanswered).toBe('ECONNRESET')
    expect(host.lines.filter(({ message }) => message?.includes('was killed'))).toEqual([])
    expect(await host.ended).toBe(0)
    agent.destroy()
  })

  it('lets a timer function finish and starts none', async () => {
    const host = await startHost('timers', { settings: { EVERY_SECOND: '0 0 0 29 2 *' } })
    await host.line((line) => line.function === 'slow')
    await host.stop()
    const slow = host.lines.filter((line) => line.function === 'slow').map(({ message }) => message)
    expect(slow).toEqual(['begin with 0 running', 'end'])
  })

  it('that hits the app’s process when the host is killed leaves no process behind', async () => {
    const host = await startHost('answers')
    await host.kill()
    const alive = () => {
      try {
        return process.kill(host.ready.appPid, 0)
      } catch {
        return false
      }
    }
    await eventually(alive).toBe(false)
  })
})
