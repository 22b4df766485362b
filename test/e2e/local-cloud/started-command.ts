import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished } from 'vitest'

export interface StartedCommand {
  /** What it has written so far, errors included. */
  readonly output: () => string
  /** Settles with the exit code, or the name of the signal. */
  readonly ended: Promise<number | string>
  /** Waits until it has written this. */
  readonly until: (text: string) => Promise<void>
  readonly signal: (signal: NodeJS.Signals) => void
}

const patienceMs = 60_000

/** Runs a file of `test/local` as its npm script does; it is killed at the end of the test if it still runs. */
export function startCommand(file: string, args: readonly string[] = []): StartedCommand {
  const path = fileURLToPath(new URL(`../../local/${file}`, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return {
    output: () => output,
    ended,
    until: (text) => expect.poll(() => output, { timeout: patienceMs, interval: 20 }).toContain(text),
    signal: (signal) => void child.kill(signal),
  }
}

/** Ports that nobody listens on. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listening(0)))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}

export async function listening(port: number) {
  const server = createServer()
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return server
}

/** Process id and command line of running processes that name one of these texts. */
export async function processesNaming(texts: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args='], { maxBuffer: 50_000_000 })
  return stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => texts.some((text) => line.includes(text)))
}
