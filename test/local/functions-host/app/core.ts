import { createHooks, type HookCallback, type Hooks } from './hooks.ts'
import type { Log, LogLevel, LogLine } from '../log.ts'

/** One binding as the library describes it; `type` and `direction` are always there, the rest depends on the type. */
export interface Binding {
  readonly type: string
  readonly direction: 'in' | 'out'
  readonly [setting: string]: unknown
}

interface FunctionMetadata {
  readonly name: string
  readonly bindings: Readonly<Record<string, Binding>>
  readonly retryOptions?: object
}

type FunctionCallback = (...inputs: unknown[]) => unknown

export interface Registration {
  readonly metadata: FunctionMetadata
  readonly callback: FunctionCallback
  /** The one binding that starts the function, and its key in `metadata.bindings`: a type and a hash, no fixed name. */
  readonly trigger: Binding
  readonly triggerKey: string
}

/** What the library hands to `setProgrammingModel`, as far as the host calls it. */
export interface ProgrammingModel {
  getInvocationModel(context: object): InvocationModel | Promise<InvocationModel>
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>
}

export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>
  getResponse(context: unknown, result: unknown): Promise<unknown>
}

/** The host's side of the `@azure/functions-core` contract: what was registered, and the object the library is given. */
export interface Core {
  readonly api: object
  readonly hooks: Hooks
  /** By name in lower case: names are one whatever their case. */
  readonly registrations: ReadonlyMap<string, Registration>
  model(): ProgrammingModel | undefined
  /** From now on registrations are refused. */
  lock(): void
  writeLog(line: LogLine, invocationContext?: unknown): void
}

/** The registration side of `api` throws for a name that is taken, and once the start is over. */
export function createCore(log: Log): Core {
  const registrations = new Map<string, Registration>()
  const hooks = createHooks()
  let model: ProgrammingModel | undefined
  let locked = false

  const writeLog = (line: LogLine, invocationContext?: unknown) => log.write(hooks.throughLog(line, invocationContext))
  const registerFunction = (metadata: FunctionMetadata, callback: FunctionCallback) => {
    const key = metadata.name.toLowerCase()
    if (locked) throw new Error('A function can only be registered during app startup.')
    if (registrations.has(key)) throw new Error(`A function named "${metadata.name}" has already been registered.`)
    registrations.set(key, { metadata, callback, ...triggerOf(metadata) })
    return new Disposable(() => registrations.delete(key))
  }

  return {
    api: {
      version: '3.12.0',
      hostVersion: '4.1037.0.0',
      Disposable,
      registerFunction: asSystem(registerFunction),
      registerHook: asSystem((name: string, callback: HookCallback) => new Disposable(hooks.add(name, callback))),
      setProgrammingModel: (given: ProgrammingModel) => (model = given),
      getProgrammingModel: () => model,
      log: (level: LogLevel, category: string, message: string) => writeLog({ level, category, message }),
    },
    hooks,
    registrations,
    model: () => model,
    lock: () => (locked = true),
    writeLog,
  }
}

class Disposable {
  #onDispose: (() => unknown) | undefined
  static from(...disposables: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => disposables.forEach((disposable) => disposable.dispose()))
  }
  constructor(onDispose: () => unknown) {
    this.#onDispose = onDispose
  }
  dispose(): void {
    this.#onDispose?.()
    this.#onDispose = undefined
  }
}

function triggerOf({ name, bindings }: FunctionMetadata): Pick<Registration, 'trigger' | 'triggerKey'> {
  for (const [triggerKey, trigger] of Object.entries(bindings)) {
    if (trigger.type.endsWith('Trigger')) return { trigger, triggerKey }
  }
  throw new Error(`The function "${name}" has no trigger.`)
}

/** Marks what the function throws as the host's own errors are marked. */
const asSystem =
  <Given extends unknown[], Result>(inner: (...given: Given) => Result) =>
  (...given: Given): Result => {
    try {
      return inner(...given)
    } catch (error) {
      throw Object.assign(error as Error, { isAzureFunctionsSystemError: true })
    }
  }
