import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { send } from './send.ts'
import { startHost, type StartedHost } from './started-host.ts'

interface Process {
  readonly pid: number
  readonly environment: Record<string, string>
}

let host: StartedHost
beforeAll(async () => {
  host = await startHost('processes', { settings: { OWN_SETTING: 'mine' } })
})
afterAll(() => host.stop())

const appProcess = async () => (await send(host.url, '/environment')).json() as Process

/** Ends the app's process in some way and waits until another one answers on the same address. */
async function restarted(end: (pid: number) => unknown): Promise<void> {
  const { restarts, appPid } = await host.inspectHost()
  await end(appPid)
  const present = () => appProcess().catch(() => ({ pid: appPid }))
  await eventually(async () => (await present()).pid).not.toBe(appPid)
  const { pid } = await present()
  expect(await host.inspectHost()).toMatchObject({ restarts: restarts + 1, appPid: pid })
}

const hangingUp = (path: string) => send(host.url, path).catch(() => undefined)

describe('the process of the app', () => {
  it('is another one than the host’s, and the host tells what it uses', async () => {
    const { appPid, app } = await host.inspectHost()
    expect(appPid).toBe(host.ready.appPid)
    expect(appPid).not.toBe(host.pid)
    expect(app?.cpu.user).toBeGreaterThan(0)
    expect(app?.rss).toBeGreaterThan(10_000_000)
  })

  it('has the settings as its environment, and of the host’s only what a machine needs', async () => {
    process.env['UNRELATED_TO_THE_APP'] = 'x'
    const other = await startHost('processes', { settings: { OWN_SETTING: 'mine' } })
    const { environment } = (await send(other.url, '/environment')).json() as Process
    delete process.env['UNRELATED_TO_THE_APP']
    await other.stop()
    expect(environment).toMatchObject({ OWN_SETTING: 'mine', PATH: process.env['PATH'], TZ: 'UTC' })
    expect(environment).not.toHaveProperty('UNRELATED_TO_THE_APP')
  })

  it('is started again after kill -9', () => restarted((pid) => process.kill(pid, 'SIGKILL')))

  it('is started again when the app calls process.exit', () => restarted(() => hangingUp('/exit')))

  it('is started again when an error goes uncaught', () => restarted(() => hangingUp('/crash')))
})

describe('an app that dies at its start', () => {
  it('keeps the host from starting the first time, and is tried again and again later', async () => {
    const broken = { settings: { BREAK_AFTER: `${Date.now() + 2_000}` } }
    const late = await startHost('breaks-later', broken)
    await eventually(async () => (await late.inspectHost()).restarts).toBeGreaterThan(2)
    expect(await late.inspectHost()).not.toHaveProperty('app')
    await late.stop()
  })
})
