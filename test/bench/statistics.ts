/** The smallest value that at least `share` (0 to 1) of the values do not exceed. @throws when there are none */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('there is nothing to take a quantile of')
  return value
}

export type Numbers = Readonly<Record<string, number>>
/** Lowest and highest of all rounds. */
export type Spread = Readonly<Record<string, readonly [number, number]>>

/** Of each member its median over all rounds, and beside it how far the rounds were apart. */
export function overRounds<Round extends Numbers>(rounds: readonly Round[]): Round & { readonly spread: Spread } {
  const names = Object.keys(rounds[0] ?? {})
  const valuesOf = (name: string) => rounds.map((round) => round[name] ?? NaN)
  const medians = names.map((name) => [name, rounded(quantile(valuesOf(name), 0.5))] as const)
  const spread = names.map((name) => {
    const values = valuesOf(name)
    return [name, [rounded(Math.min(...values)), rounded(Math.max(...values))]] as const
  })
  return { ...(Object.fromEntries(medians) as Round), spread: Object.fromEntries(spread) }
}

/** Four figures are more than any of these is worth. */
export const rounded = (value: number) => Number(value.toPrecision(4))
