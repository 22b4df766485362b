/** Something that happened, by the clock that orders speak of. */
export interface Moment {
  readonly atMs: number
  readonly text: string
}

const dayMs = 86_400_000

/** Lines in the order of time, with days and milliseconds since the beginning. */
export const printedTimeline = (beganMs: number, moments: readonly Moment[]): string =>
  moments
    .toSorted((one, other) => one.atMs - other.atMs)
    .map(({ atMs, text }) => `${printedTime(atMs - beganMs).padStart(17)}  ${text}`)
    .join('\n')

function printedTime(sinceMs: number): string {
  const days = Math.floor(sinceMs / dayMs)
  return `${days > 0 ? `${days} d ` : ''}${sinceMs - days * dayMs} ms`
}
