import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createLog } from './log.ts'
import type { AppOptions } from './app/start-app.ts'

export interface AppProcess {
  readonly port: number
  readonly pid: number
  /** Settles with the exit code or the signal that ended the process. */
  readonly ended: Promise<string>
  /** Undefined when the process ends before it answers. */
  usage(): Promise<AppUsage | undefined>
  /** Lets running functions finish, for a while. */
  stop(): Promise<void>
}

export interface AppUsage {
  /** Microseconds since the process began. */
  readonly cpu: NodeJS.CpuUsage
  /** Bytes. */
  readonly rss: number
}

/** Milliseconds that running functions are given to finish. */
const grace = 30_000

/** @throws with the reason when the app does not start. */
export async function startAppProcess(options: AppOptions, settings: Record<string, string>): Promise<AppProcess> {
  const child = fork(fileURLToPath(new URL('app/app-main.ts', import.meta.url)), [JSON.stringify(options)], {
    env: { ...machineEnvironment(), ...settings },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // The terminal's Ctrl-C must reach the parent only.
    detached: true,
  })
  const ended = once(child, 'exit').then(([code, signal]) => String(code ?? signal))
  const port = await readyPort(child, ended)
  return {
    port,
    pid: child.pid ?? 0,
    ended,
    usage: () => usage(child, ended),
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => killStuck(child), grace)
      await ended
      clearTimeout(timer)
    },
  }
}

function killStuck(child: ChildProcess): void {
  const message = `the app's process did not end within ${grace / 1000} s and was killed`
  createLog('information').write({ level: 'error', category: 'host', message })
  child.kill('SIGKILL')
}

/** What a process needs of the machine; everything else in the app's environment is a setting. Azure's clocks are UTC. */
function machineEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LANG', 'NODE_OPTIONS']
  return { ...Object.fromEntries(names.map((name) => [name, process.env[name]])), TZ: 'UTC' }
}

async function readyPort(child: ChildProcess, ended: Promise<unknown>): Promise<number> {
  const first = await Promise.race([
    once(child, 'message').then(([message]) => message as { ready: { port: number } } | { failed: string }),
    ended.then(() => ({ failed: 'its process ended before it was ready' })),
  ])
  if ('ready' in first) return first.ready.port
  throw new Error(`the app did not start: ${first.failed}`)
}

let inspections = 0

async function usage(child: ChildProcess, ended: Promise<unknown>): Promise<AppUsage | undefined> {
  const number = ++inspections
  if (!child.connected) return undefined
  return Promise.race([answerTo(child, number), ended.then(() => undefined)])
}

function answerTo(child: ChildProcess, number: number): Promise<AppUsage> {
  return new Promise((resolve) => {
    const listen = (message: { inspected?: number } & AppUsage) => {
      if (message.inspected !== number) return
      child.off('message', listen)
      resolve({ cpu: message.cpu, rss: message.rss })
    }
    child.on('message', listen)
    child.send({ inspect: number })
  })
}
