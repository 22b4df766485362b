import { randomUUID } from 'node:crypto'
import type { Core, InvocationModel, ProgrammingModel, Registration } from './core.ts'
import { traceContext } from './trace-context.ts'
import { faultText, type Log, type LogLevel } from '../log.ts'

/** A value in one of the forms in which host and library exchange data. */
export type TypedData =
  | { readonly string: string }
  | { readonly json: string }
  | { readonly bytes: Uint8Array }
  | { readonly http: object }
  | { readonly collectionString: { readonly string: readonly string[] } }

export interface Trigger {
  readonly invocationId: string
  /** The data of the trigger's own binding. */
  readonly input: TypedData
  readonly metadata?: Record<string, TypedData>
  /** The `traceparent` of whoever caused the invocation. */
  readonly cause?: string | undefined
}

export type Outcome = 'succeeded' | 'failed'

/** The app that is loaded, and where the host's own lines about it go: its log hooks do not see those. */
export interface App {
  readonly core: Core
  readonly model: ProgrammingModel
  readonly log: Log
}

/** Runs functions through the library, hooks included, and knows which runs are still going on. */
export interface Invoker {
  /** Never rejects: a failure is logged, once. */
  invoke(registration: Registration, trigger: Trigger): Promise<Outcome>
  /** Resolves when nothing is running any more. */
  idle(): Promise<void>
}

export const newInvocationId = (): string => randomUUID()

export function createInvoker(app: App): Invoker {
  const running = new Set<Promise<Outcome>>()
  return {
    invoke: async (registration, trigger) => {
      const run = runLogged(app, registration, trigger)
      running.add(run)
      try {
        return await run
      } finally {
        running.delete(run)
      }
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

async function runLogged(app: App, registration: Registration, trigger: Trigger): Promise<Outcome> {
  const about = { function: registration.metadata.name, invocationId: trigger.invocationId, category: 'host' }
  try {
    await run(app, registration, trigger)
    if (app.log.shows('debug')) app.log.write({ ...about, level: 'debug', message: 'succeeded' })
    return 'succeeded'
  } catch (error) {
    app.log.write({ ...about, level: 'error', message: faultText(error) })
    return 'failed'
  }
}

async function run({ core, model }: App, registration: Registration, trigger: Trigger): Promise<void> {
  const context = coreContext(core, registration, trigger)
  const invocationModel = await model.getInvocationModel(context)
  const { context: invocationContext, inputs } = await invocationModel.getArguments()
  context.invocationContext = invocationContext
  const shared = { hookData: {}, appHookData: core.hooks.appHookData, invocationContext }
  const before = { ...shared, inputs, functionCallback: registration.callback }
  context.state = 'preInvocationHooks'
  if (core.hooks.has('preInvocation')) await core.hooks.run('preInvocation', before)
  context.state = 'invocation'
  const after = { ...shared, inputs: before.inputs, ...(await ended(invocationModel, before)) }
  context.state = 'postInvocationHooks'
  if (core.hooks.has('postInvocation')) await core.hooks.run('postInvocation', after)
  context.state = undefined
  if (after.error !== undefined && after.error !== null) throw asError(after.error)
  await invocationModel.getResponse(invocationContext, after.result)
}

interface Call {
  readonly invocationContext: unknown
  readonly inputs: unknown[]
  readonly functionCallback: Registration['callback']
}

/** The handler's end as the hooks after it see it; a throw of nothing is still a failure. */
async function ended(model: InvocationModel, call: Call): Promise<{ result: unknown; error: unknown }> {
  try {
    const result = await model.invokeFunction(call.invocationContext, call.inputs, call.functionCallback)
    return { result, error: undefined }
  } catch (error) {
    return { result: undefined, error: error ?? new Error(`the handler threw ${String(error)}`) }
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

function coreContext(core: Core, registration: Registration, trigger: Trigger) {
  const { metadata } = registration
  const { invocationId } = trigger
  const context = {
    invocationId,
    metadata,
    state: undefined as string | undefined,
    invocationContext: undefined as unknown,
    request: {
      invocationId,
      functionId: metadata.name,
      inputData: [{ name: registration.triggerKey, data: trigger.input }],
      triggerMetadata: trigger.metadata,
      traceContext: traceContext(trigger.cause),
    },
    log: (level: LogLevel, category: string, message: string) => {
      const { invocationContext } = context
      core.writeLog({ level, category, message, function: metadata.name, invocationId }, invocationContext)
    },
  }
  return context
}
