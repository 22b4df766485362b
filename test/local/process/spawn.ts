import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Child<Ready> {
  readonly ready: Ready
  readonly pid: number
  /** Settles when the process has ended, however that came about; code 0 means an orderly stop. */
  readonly ended: Promise<number | null>
  /** Processor time and memory of the process, and what its part chooses to show. */
  inspect<Value>(): Promise<Inspection<Value>>
  /** Asks for an orderly stop and waits for the end. */
  stop(): Promise<void>
  /** `kill -9`, and waits for the end. */
  kill(): Promise<void>
}

export interface Inspection<Value> {
  /** Microseconds since the process began. */
  readonly cpu: NodeJS.CpuUsage
  /** Bytes. */
  readonly rss: number
  readonly value: Value
}

export interface SpawnSettings {
  readonly main: URL
  readonly options: object
  readonly env?: Record<string, string>
  /** Receives every line the process writes; left out, its output goes to ours. */
  readonly onLine?: (line: string) => void
}

type Message<Ready> = { ready: Ready } | { failed: string }

/** Starts one process of the local cloud and waits until it says that it is ready. */
export async function spawnProcess<Ready>(settings: SpawnSettings): Promise<Child<Ready>> {
  const child = fork(fileURLToPath(settings.main), [JSON.stringify(settings.options)], {
    env: { ...process.env, ...settings.env },
    stdio: settings.onLine === undefined ? ['ignore', 'inherit', 'inherit', 'ipc'] : ['ignore', 'pipe', 'pipe', 'ipc'],
    // The terminal's Ctrl-C must reach the parent only, which then stops its children in order.
    detached: true,
  })
  if (settings.onLine !== undefined) forwardLines(child, settings.onLine)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const ready = await readiness<Ready>(child, settings.main)
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return {
    ready,
    pid: child.pid ?? 0,
    ended,
    inspect: () => inspect(child),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

let inspections = 0

function inspect<Value>(child: ChildProcess): Promise<Inspection<Value>> {
  const number = ++inspections
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the process ended'))
    const answer = (message: Inspection<Value> & { inspected?: number }) => {
      if (message.inspected !== number) return
      child.off('message', answer).off('exit', ended)
      resolve(message)
    }
    child.on('message', answer).once('exit', ended)
    child.send({ inspect: number })
  })
}

async function readiness<Ready>(child: ChildProcess, main: URL): Promise<Ready> {
  const exit = once(child, 'exit').then(() => ({ failed: 'it ended before it was ready' }))
  const message = once(child, 'message').then(([value]) => value as Message<Ready>)
  const first: Message<Ready> = await Promise.race([message, exit])
  if ('failed' in first) throw new Error(`${roomOf(main)} did not start: ${first.failed}`)
  return first.ready
}

const roomOf = (main: URL) => main.pathname.split('/').at(-2) ?? main.pathname

function forwardLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(onLine)
    })
  }
}
