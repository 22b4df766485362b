import type { Fact, Journal } from './journal.ts'

/** What each fact of a channel does, by the fact's name. */
export type Effects<Own extends Fact> = {
  [Name in Own['fact']]: (fact: Extract<Own, { fact: Name }>) => void
}

/**
 * Does what the facts of the past do, as far as they are its own.
 *
 * @returns what does it for a new fact: written first, so that nobody sees what a restart would not know
 */
export function journaledState<Own extends Fact>(journal: Journal, effects: Effects<Own>): (fact: Own) => void {
  const apply = (fact: Fact) => {
    // The compiler does not see that the effect found under a fact's name takes that fact.
    const effect = effects[fact.fact as Own['fact']] as ((fact: Fact) => void) | undefined
    effect?.(fact)
  }
  journal.past.forEach(apply)
  return (fact) => {
    journal.write(fact)
    apply(fact)
  }
}
