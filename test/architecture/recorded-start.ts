import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import sample from '../../local.settings.sample.json' with { type: 'json' }

export interface RegisteredFunction {
  readonly name: string
  /** By a name that is a hash, except for the answer's `$return`. */
  readonly bindings: Readonly<Record<string, Binding>>
}

/** What the library makes of a trigger or an answer; a route, methods and level are HTTP's, a queue is Service Bus's. */
export interface Binding {
  readonly type: string
  readonly route?: string
  readonly methods?: readonly string[]
  readonly authLevel?: string
  readonly queueName?: string
  readonly cardinality?: 'one' | 'many'
}

export interface RecordedStart {
  readonly functions: readonly RegisteredFunction[]
  /** What the library said while it was set up. */
  readonly log: readonly string[]
}

export const pathOf = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url))

const run = promisify(execFile)

/**
 * Starts an app in a process of its own, with the sample settings, changed or not, and nothing else of the
 * environment.
 * @throws when the app does not start
 */
export async function recordedStart(
  entry: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<RecordedStart> {
  const { stdout } = await run(process.execPath, [pathOf('.ci/recorded-start.mjs'), entry], {
    env: { ...sample.Values, ...changes },
  })
  return JSON.parse(stdout) as RecordedStart
}

/** The binding that starts the function. */
export function triggerOf({ name, bindings }: RegisteredFunction): Binding {
  const trigger = Object.values(bindings).find(({ type }) => type.endsWith('Trigger'))
  if (trigger === undefined) throw new Error(`${name} has no trigger`)
  return trigger
}
