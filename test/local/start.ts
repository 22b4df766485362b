import type { PartName } from './cloud/parts.ts'
import { startCloud, type Cloud } from './cloud/start-cloud.ts'
import { help, readStartOptions, type StartOptions } from './cloud/start-options.ts'
import { welcome } from './cloud/welcome.ts'

const stopping = new AbortController()
for (const event of ['SIGINT', 'SIGTERM']) process.on(event, stop)

try {
  const options = readStartOptions(process.argv.slice(2))
  if (options === undefined) console.log(help)
  else await run(options)
} catch (fault) {
  if (fault !== stopping.signal.reason) fail(fault)
}

/** Ctrl-C may come twice: npm passes on what the terminal has already sent. */
function stop(): void {
  if (stopping.signal.aborted) return
  console.log('\nStopping…')
  stopping.abort()
}

async function run({ folder, ports }: StartOptions): Promise<void> {
  const baseUri = `http://localhost:${ports.functionsHost}`
  const cloud = await startCloud({ folder, ports, baseUri, signal: stopping.signal })
  try {
    console.log(await welcome(cloud, folder))
    const ended = await Promise.race([stopAsked(), firstEnded(cloud)])
    if (ended !== undefined) throw new Error(`${ended} has ended, so all of it is stopped`)
  } finally {
    await cloud.stop()
  }
}

function stopAsked(): Promise<undefined> {
  return new Promise((resolve) => {
    if (stopping.signal.aborted) resolve(undefined)
    stopping.signal.addEventListener('abort', () => resolve(undefined))
  })
}

/** A cloud without one of its parts is none. */
function firstEnded({ parts }: Cloud): Promise<PartName> {
  return Promise.race((Object.keys(parts) as PartName[]).map((name) => parts[name].ended.then(() => name)))
}

function fail(fault: unknown): void {
  const text = fault instanceof Error ? fault.message : String(fault)
  console.error(text.includes('already in use') ? `${text}; --help shows how to choose others` : text)
  process.exitCode = 1
}
