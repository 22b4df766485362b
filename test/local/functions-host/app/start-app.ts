import { followClock } from '../../clock/follow-clock.ts'
import type { Running } from '../../process/serve.ts'
import { createAdmin } from '../http/admin.ts'
import { createCore, type Core, type ProgrammingModel, type Registration } from './core.ts'
import type { ForwardRules } from '../http/forward.ts'
import type { FunctionKeys } from '../http/function-keys.ts'
import type { HostSettings } from '../host-json.ts'
import { openHttpDoor, type HttpRules } from '../http/door.ts'
import { httpFunction, type HttpFunction } from '../http/run-function.ts'
import { createInvoker, type Invoker } from './invocation.ts'
import { catchLibraryServer } from './library-server.ts'
import { loadApp } from './load-app.ts'
import { createLog, faultText, type Log } from '../log.ts'
import { createRouter } from '../http/router.ts'
import { listenToServiceBus } from '../service-bus/listen-to-service-bus.ts'
import { refuseUnsupported } from './supported-bindings.ts'
import { createTimers, type Timers } from '../timers/create-timers.ts'

export interface AppOptions {
  readonly port: number
  /** Absolute path of the app's entry. */
  readonly entry: string
  readonly host: HostSettings
  readonly forward?: ForwardRules
  readonly keys?: FunctionKeys
  /** Where timers hear of the time they go by; left out, it is the machine's. */
  readonly clockUrl?: string
}

/** Loads the app in this process, whose environment is the app's settings, and runs what it registered. */
export async function startApp(options: AppOptions): Promise<Running<{ port: number }>> {
  const log = createLog(options.host.logLevel)
  const core = createCore(log)
  const model = await loadApp(options.entry, core)
  const run = await streamMode(core, model)
  core.lock()
  refuseUnsupported(core.registrations.values())

  const clock = await followClock(options.clockUrl)
  const invoker = createInvoker({ core, model, log })
  const rules = { settings: process.env, invoker, clock, log, host: options.host.serviceBus, onFault: faultLog(log) }
  const functions = ofType(core)
  const router = createRouter(functions('httpTrigger'), options.host.routePrefix)
  const timers = createTimers(functions('timerTrigger'), rules)
  const door = await openHttpDoor(options.port, httpRules(options, { core, router, timers, run: run(invoker) }))
  timers.start()
  clock.onMove(() => timers.catchUp())
  const bus = await listenToServiceBus(functions('serviceBusTrigger'), rules)
  return {
    ready: { port: door.port },
    stop: async () => {
      door.stopListening()
      clock.stop()
      timers.stop()
      await Promise.all([bus.stop(), invoker.idle()])
      await door.close()
      await core.hooks.run('appTerminate', { hookData: {}, appHookData: core.hooks.appHookData })
    },
  }
}

/** @throws when there are HTTP functions and the app has left the library in its default mode. */
async function streamMode(core: Core, model: ProgrammingModel): Promise<(invoker: Invoker) => HttpFunction> {
  const libraryServer = await catchLibraryServer(model)
  if (libraryServer !== undefined) return (invoker) => httpFunction(libraryServer, invoker)
  if (ofType(core)('httpTrigger').length > 0) {
    throw new Error(
      'the app must call app.setup({ enableHttpStream: true }): in the default mode Azure loses every request body ' +
        'that is sent in chunks, and this host does not do that mode',
    )
  }
  return () => () => Promise.resolve()
}

const ofType =
  (core: Core) =>
  (type: string): Registration[] =>
    [...core.registrations.values()].filter(({ trigger }) => trigger.type === type)

interface Parts extends Pick<HttpRules, 'router' | 'run'> {
  readonly core: Core
  readonly timers: Timers
}

function httpRules(options: AppOptions, { core, timers, router, run }: Parts): HttpRules {
  const admin = createAdmin(options.keys, (name) => {
    if (timers.run(name)) return 'started'
    return core.registrations.has(name.toLowerCase()) ? 'not-supported' : 'unknown'
  })
  return {
    router,
    run,
    admin,
    forward: options.forward ?? {},
    keys: options.keys,
    homepage: process.env['AzureWebJobsDisableHomepage']?.toLowerCase() !== 'true',
  }
}

const faultLog = (log: Log) => (registration: Registration, error: unknown) =>
  log.write({ level: 'error', category: 'host', function: registration.metadata.name, message: faultText(error) })
