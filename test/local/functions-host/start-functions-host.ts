import type { Running } from '../process/serve.ts'
import { watchApp, type HostInspection } from './app-watch.ts'
import type { ForwardRules } from './http/forward.ts'
import type { FunctionKeys } from './http/function-keys.ts'
import { readHostJson } from './host-json.ts'

export interface FunctionsHostOptions {
  /** 0 for any free port; the app keeps it when it is started again. */
  readonly port: number
  /** Absolute path of the app's entry, `.ts` or `.js`. */
  readonly entry: string
  /** Absolute path of its `host.json`. */
  readonly hostJson: string
  /** The environment of the app's process. */
  readonly settings: Record<string, string>
  readonly forward?: ForwardRules
  readonly keys?: FunctionKeys
  /** Where timers hear of the time they go by; left out, it is the machine's. */
  readonly clockUrl?: string
}

export interface FunctionsHostReady {
  readonly url: string
  /** The process in which the app runs first; `inspect` knows the present one. */
  readonly appPid: number
}

export interface FunctionsHost extends Running<FunctionsHostReady> {
  readonly inspect: () => Promise<HostInspection>
}

/**
 * Runs an app's functions in a process of its own, which is started again whenever it ends.
 * @throws when `host.json` or the first start of the app is faulty.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const { hostJson, settings, ...rest } = options
  const app = await watchApp({ ...rest, host: await readHostJson(hostJson) }, settings)
  return {
    ready: { url: `http://127.0.0.1:${app.port}`, appPid: app.pid },
    stop: app.stop,
    inspect: app.inspect,
  }
}
