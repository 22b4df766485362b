import pLimit from 'p-limit'
import { TransientFault } from '../domain/faults.ts'
import type { Log } from './ports.ts'
import type { TimeBox } from './time-box.ts'

export interface BatchRules {
  readonly box: TimeBox
  readonly log: Log
  /** Names the work in the log. */
  readonly name: string
}

const concurrency = 16

/**
 * Works through the parts of a batch side by side. A part that fails, or is not reached in time, never fails the
 * others: it is answered, to be put off by its caller.
 * @returns the parts that are not done
 */
export async function workThrough<Part>(
  parts: Iterable<Part>,
  rules: BatchRules,
  work: (part: Part) => Promise<void>,
): Promise<readonly Part[]> {
  const limit = pLimit(concurrency)
  const tries = await Promise.all([...parts].map((part) => limit(() => attempt(part, rules, work))))
  return tries.flatMap((failed) => failed)
}

async function attempt<Part>(
  part: Part,
  { box, log, name }: BatchRules,
  work: (part: Part) => Promise<void>,
): Promise<Part[]> {
  if (box.isOver()) return [part]
  try {
    await work(part)
    return []
  } catch (cause) {
    if (cause instanceof TransientFault) log.warn(`${name}-put-off`, { code: cause.code })
    else log.error(`${name}-failed`, {}, cause)
    return [part]
  }
}
