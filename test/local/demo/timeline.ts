/** Something that happened. */
export interface Moment {
  readonly atMs: number
  readonly text: string
}

/** Lines in the order of time, with milliseconds since the beginning. */
export const printedTimeline = (beganMs: number, moments: readonly Moment[]): string =>
  moments
    .toSorted((one, other) => one.atMs - other.atMs)
    .map(({ atMs, text }) => `${String(atMs - beganMs).padStart(7)} ms  ${text}`)
    .join('\n')
