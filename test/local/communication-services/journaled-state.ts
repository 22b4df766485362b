import type { Fact, Journal } from './journal.ts'

/** What each fact of a channel does to its state, by the fact's name. */
export type Effects<State, Own extends Fact> = {
  [Name in Own['fact']]: (state: State, fact: Extract<Own, { fact: Name }>) => void
}

interface JournaledState<State, Own extends Fact> {
  readonly journal: Journal
  readonly state: State
  readonly effects: Effects<State, Own>
}

/**
 * Gives the state the effects of the past, as far as they are its own.
 *
 * @returns what gives it those of a new fact: written first, so that nobody sees what a restart would not know
 */
export function journaledState<State, Own extends Fact>(settings: JournaledState<State, Own>): (fact: Own) => void {
  const { journal, state, effects } = settings
  const apply = (fact: Fact) => {
    // The compiler does not see that the effect found under a fact's name takes that fact.
    const effect = effects[fact.fact as Own['fact']] as ((state: State, fact: Fact) => void) | undefined
    effect?.(state, fact)
  }
  journal.past.forEach(apply)
  return (fact) => {
    journal.write(fact)
    apply(fact)
  }
}
