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

/** A part that is not done: it may well be later, or it met with a fault that nobody foresaw. */
export interface Undone<Part> {
  readonly part: Part
  readonly isHopeful: boolean
}

/**
 * Works through the parts of a batch side by side. A part that fails, or is not reached in time, never fails the
 * others: it is answered, to be put off by its caller.
 */
export async function workThrough<Part>(
  parts: Iterable<Part>,
  rules: BatchRules,
  work: (part: Part) => Promise<void>,
): Promise<readonly Undone<Part>[]> {
  const limit = pLimit(concurrency)
  const tries = await Promise.all([...parts].map((part) => limit(() => attempt(part, rules, work))))
  return tries.flatMap((undone) => undone)
}

async function attempt<Part>(
  part: Part,
  { box, log, name }: BatchRules,
  work: (part: Part) => Promise<void>,
): Promise<Undone<Part>[]> {
  if (box.isOver()) return [{ part, isHopeful: true }]
  try {
    await work(part)
    return []
  } catch (cause) {
    const isHopeful = cause instanceof TransientFault
    if (isHopeful) log.warn(`${name}-put-off`, { code: cause.code })
    else log.error(`${name}-failed`, {}, cause)
    return [{ part, isHopeful }]
  }
}
