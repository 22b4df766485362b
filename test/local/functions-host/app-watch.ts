import { setTimeout as delay } from 'node:timers/promises'
import { startAppProcess, type AppProcess, type AppUsage } from './app-process.ts'
import { createLog } from './log.ts'
import type { AppOptions } from './app/start-app.ts'

export interface AppWatch {
  readonly port: number
  readonly pid: number
  readonly stop: () => Promise<void>
  readonly inspect: () => Promise<HostInspection>
}

export interface HostInspection {
  /** The present process of the app, or its last one. */
  readonly appPid: number
  /** How often the app's process has been started again. */
  readonly restarts: number
  /** Left out while there is no app process. */
  readonly app?: AppUsage
}

interface Watched {
  app: AppProcess | undefined
  appPid: number
  restarts: number
}

/**
 * Starts the app's process and starts it again, on the same port, whenever it ends.
 * @throws with the reason when the first start fails.
 */
export async function watchApp(options: AppOptions, settings: Record<string, string>): Promise<AppWatch> {
  const app = await startAppProcess(options, settings)
  const { port, pid } = app
  const watched: Watched = { app, appPid: pid, restarts: 0 }
  const stopping = new AbortController()
  const watching = keepAlive(watched, () => startAppProcess({ ...options, port }, settings), stopping.signal)
  return {
    port,
    pid,
    stop: async () => {
      stopping.abort()
      await watched.app?.stop()
      await watching
      // A start that was under way when the stop was asked for.
      await watched.app?.stop()
    },
    inspect: async () => {
      const usage = await watched.app?.usage()
      const { appPid, restarts } = watched
      return { appPid, restarts, ...(usage !== undefined && { app: usage }) }
    },
  }
}

/** Milliseconds; an app that lived shorter counts as one that dies at its start. */
const shortLife = 5_000
const firstPause = 100
const longestPause = 10_000

async function keepAlive(watched: Watched, start: () => Promise<AppProcess>, signal: AbortSignal): Promise<void> {
  const log = createLog('information')
  const report = (message: string) => {
    if (!signal.aborted) log.write({ level: 'error', category: 'host', message })
  }
  let shortLives = 0
  while (!signal.aborted) {
    const began = Date.now()
    const end = await watched.app?.ended
    watched.app = undefined
    if (end !== undefined) report(`the app's process ended (${end}) and is started again`)
    shortLives = Date.now() - began < shortLife ? shortLives + 1 : 0
    await pause(shortLives, signal)
    await restart(watched, start, signal).catch((error: unknown) => report((error as Error).message))
  }
}

/** None before the first restart, then longer with every early death. */
async function pause(shortLives: number, signal: AbortSignal): Promise<void> {
  if (shortLives < 2) return
  const milliseconds = Math.min(firstPause * 2 ** (shortLives - 2), longestPause)
  await delay(milliseconds, undefined, { signal }).catch(() => undefined)
}

async function restart(watched: Watched, start: () => Promise<AppProcess>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  watched.restarts++
  watched.app = await start()
  watched.appPid = watched.app.pid
}
