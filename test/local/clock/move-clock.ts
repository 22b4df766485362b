import { setTimeout as wait } from 'node:timers/promises'

/** What a look at the whole system shows: what is not at rest, or when something is due next. */
export type Look = { readonly busy: string } | { readonly next: Date | undefined }

export interface Surroundings {
  readonly now: () => Date
  readonly look: () => Promise<Look>
  /** Settles when every process obeys, and what has fallen due has begun. */
  readonly advanceTo: (time: Date) => Promise<void>
  /** How long the system may take to come to rest. */
  readonly restLimitMs: number
}

const betweenLooksMs = 4

/**
 * Moves the clock through every moment at which something is due, and lets the system come to rest at each: else a
 * lifetime of two days would beat a report that is due in five seconds.
 * @returns in how many steps
 * @throws when the system does not come to rest; the clock stays where it is then
 */
export async function moveClock(around: Surroundings, goal: Date): Promise<number> {
  let steps = 0
  let next = await nextAtRest(around)
  while (around.now() < goal) {
    await around.advanceTo(next !== undefined && next < goal ? next : goal)
    steps += 1
    next = await nextAtRest(around)
  }
  return steps
}

async function nextAtRest({ look, restLimitMs }: Surroundings): Promise<Date | undefined> {
  const until = performance.now() + restLimitMs
  for (;;) {
    const seen = await look()
    if ('next' in seen) return seen.next
    if (performance.now() > until) throw new Error(`the system does not come to rest: ${seen.busy}`)
    await wait(betweenLooksMs)
  }
}
