import type { TimeWindow } from '../cloud/usage.ts'

/** A V8 CPU profile, as `node --cpu-prof` writes it and as far as it is read here. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[]
  /** Microseconds of the machine's monotonic clock. */
  readonly startTime: number
  /** Ids of the nodes that were met, one a sample. */
  readonly samples: readonly number[]
  /** Microseconds from one sample to the next. */
  readonly timeDeltas: readonly number[]
}

export interface ProfileNode {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string }
  readonly children?: readonly number[]
}

/** Milliseconds that each node had for itself within a window, by its id. */
export function ownTimes({ startTime, samples, timeDeltas }: CpuProfile, { from, to }: TimeWindow) {
  const times = new Map<number, number>()
  let at = startTime
  samples.forEach((node, i) => {
    const delta = timeDeltas[i] ?? 0
    at += delta
    if (at >= from && at < to) times.set(node, (times.get(node) ?? 0) + delta / 1000)
  })
  return times
}
