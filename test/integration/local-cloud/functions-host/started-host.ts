import { fileURLToPath } from 'node:url'
import type { FunctionsHostOptions, FunctionsHostReady } from '../../../local/functions-host/start-functions-host.ts'
import type { HostInspection } from '../../../local/functions-host/app-watch.ts'
import { spawnProcess, type Child } from '../../../local/process/spawn.ts'
import { withHostJson } from './host-json-file.ts'

export interface LogLine {
  readonly level?: string
  readonly function?: string
  readonly message?: string
  readonly [other: string]: unknown
}

export interface StartedHost extends Child<FunctionsHostReady> {
  readonly url: string
  readonly lines: readonly LogLine[]
  /** Waits for a line, also one that was written before; the tests' own time limit ends a vain wait. */
  line(fits: (line: LogLine) => boolean): Promise<LogLine>
  inspectHost(): Promise<HostInspection>
}

type Options = Partial<Omit<FunctionsHostOptions, 'entry' | 'hostJson'>> & { hostJson?: object }

/** Starts the host, as the local cloud does, with an app of `apps/`. */
export async function startHost(app: string, options: Options = {}): Promise<StartedHost> {
  const lines: LogLine[] = []
  const watchers = new Set<() => void>()
  const { hostJson = {}, ...rest } = options
  const entry = fileURLToPath(new URL(`apps/${app}.ts`, import.meta.url))
  const child = await withHostJson({ ...defaults, ...hostJson }, (path) =>
    spawnProcess<FunctionsHostReady>({
      main: new URL('../../../local/functions-host/main.ts', import.meta.url),
      options: { port: 0, settings: {}, ...rest, entry, hostJson: path },
      onLine: (text) => {
        lines.push(parseLine(text))
        watchers.forEach((watch) => watch())
      },
    }),
  )
  const line = (fits: (line: LogLine) => boolean) =>
    new Promise<LogLine>((resolve) => {
      const look = () => {
        const found = lines.find(fits)
        if (found === undefined) return
        watchers.delete(look)
        resolve(found)
      }
      watchers.add(look)
      look()
    })
  const inspectHost = async () => (await child.inspect<HostInspection>()).value
  return { ...child, url: child.ready.url, lines, line, inspectHost }
}

/** A path prefix is only in the way of most tests. */
const defaults = { version: '2.0', extensions: { http: { routePrefix: '' } } }

function parseLine(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine
  } catch {
    return { message: text }
  }
}
