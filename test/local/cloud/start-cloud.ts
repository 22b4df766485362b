import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { spawnProcess } from '../process/spawn.ts'
import type { TestClock } from '../clock/test-clock.ts'
import { startStartPage } from '../start-page/start-start-page.ts'
import { cloudParts, placesOf, type Choices, type CloudParts, type PartName, type Surroundings } from './parts.ts'
import type { Places } from './settings.ts'

export interface CloudOptions extends Partial<Choices> {
  /** Where orders, messages and mails outlive the cloud; left out, they are in memory. */
  readonly folder?: string
  /** Left out, a part takes a free port. */
  readonly ports?: Readonly<Partial<Ports>>
  /** Receives the log lines of all parts; left out, they go to the terminal. */
  readonly onLine?: (line: string) => void
  /** Ends a start that is under way. */
  readonly signal?: AbortSignal
}

export type Ports = Record<PartName | 'startPage', number>

/** A whole local cloud, every part a process of its own. */
export interface Cloud {
  /** Where the app answers. */
  readonly url: string
  readonly places: Places
  readonly parts: CloudParts
  /** What orders speak of; moving it lets everything happen that is due on the way. */
  readonly clock: Pick<TestClock, 'now' | 'moveTo'>
  /** Links, clock and docs. */
  readonly startPageUrl: string
  /** Starts a part again that has ended, where it was. */
  restart(part: PartName): Promise<void>
  stop(): Promise<void>
}

const partNames = Object.keys(cloudParts) as PartName[]

/** @throws when a part does not start or the start is ended; those that had started are stopped again */
export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const parts: Partial<CloudParts> = {}
  const baseUri = options.baseUri ?? `http://localhost:${options.ports?.functionsHost ?? 7071}`
  const page = await startStartPage({ ...options, baseUri, parts: parts as CloudParts })
  const settings = { ...options, baseUri, startPageUrl: page.url }
  const stop = async () => {
    await stopParts(parts)
    await page.stop()
  }
  try {
    for (const part of partNames) {
      await startPart(parts, part, settings)
      options.signal?.throwIfAborted()
    }
  } catch (fault) {
    await stop()
    throw fault
  }
  const running = parts as CloudParts
  return {
    url: running.functionsHost.ready.url,
    places: placesOf(running),
    parts: running,
    clock: page.clock,
    startPageUrl: page.url,
    restart: (part) => startPart(running, part, settings),
    stop,
  }
}

async function startPart(
  parts: Partial<CloudParts>,
  part: PartName,
  options: CloudOptions & Surroundings,
): Promise<void> {
  const { room, options: own } = cloudParts[part]
  const child = await spawnProcess<never>({
    main: new URL(`../${room}/main.ts`, import.meta.url),
    options: { port: portOf(parts, part, options), ...kept(options, part), ...own(parts as CloudParts, options) },
    ...(options.onLine === undefined ? {} : { onLine: options.onLine }),
  })
  Object.assign(parts, { [part]: child })
}

/** A part that is started again takes the port it had: the others know no other. */
function portOf(parts: Partial<CloudParts>, part: PartName, { ports }: CloudOptions): number {
  const before = parts[part]?.ready
  if (before === undefined) return ports?.[part] ?? 0
  return 'port' in before ? before.port : Number(new URL(before.url).port)
}

function kept({ folder }: CloudOptions, part: PartName): { folder?: string } {
  if (folder === undefined || part === 'functionsHost') return {}
  const own = join(folder, part)
  mkdirSync(own, { recursive: true })
  return { folder: own }
}

/** The app first, so that nothing it relies on is gone while it finishes its work. */
async function stopParts(parts: Partial<CloudParts>): Promise<void> {
  for (const part of partNames.toReversed()) await parts[part]?.stop()
}
