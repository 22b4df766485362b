import { AsyncLocalStorage } from 'node:async_hooks'
import type { InvocationContext } from '@azure/functions'
import type { Facts, Log } from '../../use-cases/ports.ts'

const invocations = new AsyncLocalStorage<InvocationContext>()

/** Everything logged while `run` runs belongs to the invocation. */
export const duringInvocation = <Result>(context: InvocationContext, run: () => Result): Result =>
  invocations.run(context, run)

/** Lines of `event {facts}`. A cause is told by its name, code and place; its message may hold what callers wrote. */
export const invocationLog: Log = {
  info: (event, facts) => invocations.getStore()?.info(line(event, facts)),
  warn: (event, facts) => invocations.getStore()?.warn(line(event, facts)),
  error: (event, facts, cause) => invocations.getStore()?.error(line(event, { ...facts, ...causeFacts(cause) })),
}

const line = (event: string, facts: Facts) => `${event} ${JSON.stringify(facts)}`

function causeFacts(cause: unknown): Facts {
  if (!(cause instanceof Error)) return {}
  const place = placeOf(cause)
  return { name: cause.name, code: codeOf(cause), place, root: codeOf(cause.cause) }
}

/** The first frame of the stack, which begins with the message: that may hold anything. */
function placeOf({ message, stack = '' }: Error): string | undefined {
  const frames = stack.slice(stack.indexOf(message) + message.length)
  return /^\s+at (.+:\d+:\d+)\)?$/m.exec(frames)?.[1]
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
