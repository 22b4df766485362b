import type { LogLine } from '../log.ts'

type HookName = 'appStart' | 'appTerminate' | 'preInvocation' | 'postInvocation' | 'log'

export type HookCallback = (context: object) => unknown

const names: readonly string[] = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log']

/** The callbacks an app has hooked in. All hooks of an app share `appHookData`; those of one invocation, `hookData`. */
export interface Hooks {
  readonly appHookData: object
  /** @returns what takes the callback away again. @throws RangeError for a name that is none. */
  add(name: string, callback: HookCallback): () => void
  has(name: HookName): boolean
  /** Runs the callbacks one after the other with the same, mutable object. */
  run(name: HookName, context: object): Promise<void>
  /** A log line as the `log` hooks leave it: they may change level and message, nothing else. */
  throughLog(line: LogLine, invocationContext: unknown): LogLine
}

export function createHooks(): Hooks {
  const callbacks = new Map<string, HookCallback[]>(names.map((name) => [name, []]))
  const appHookData = {}
  const of = (name: HookName) => callbacks.get(name) ?? []
  return {
    appHookData,
    add: (name, callback) => {
      const list = callbacks.get(name)
      if (list === undefined) throw new RangeError(`Unrecognized hook "${name}"`)
      list.push(callback)
      return () => void list.splice(list.indexOf(callback), 1)
    },
    has: (name) => of(name).length > 0,
    run: async (name, context) => {
      for (const callback of of(name)) await callback(context)
    },
    throughLog: (line, invocationContext) => {
      if (of('log').length === 0) return line
      const { level, message, category } = line
      const context = { hookData: {}, appHookData, level, message, category, invocationContext }
      for (const callback of of('log')) callback(context)
      return { ...line, level: context.level, message: context.message }
    },
  }
}
