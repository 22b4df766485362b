/** A stretch of a channel's rate that one instance has for itself: places in time, evenly spaced. */
export interface RateBlock {
  /** Milliseconds of the machine's clock at the first place. */
  readonly fromMs: number
  readonly places: number
  readonly used: number
  readonly spacingMs: number
}

/** Seconds of the rate that are handed out at once. */
const blockSeconds = 5
/** What nobody but instant orders may use: they ask for no place. */
const reservedShare = 0.1

export const spacingMs = (perMinute: number) => 60_000 / (perMinute * (1 - reservedShare))

export const placesOf = (perMinute: number) => Math.max(1, Math.floor((blockSeconds * 1000) / spacingMs(perMinute)))

/** Whether the block has room, and is not of a time that is over. */
export const hasRoom = ({ fromMs, places, used, spacingMs }: RateBlock, nowMs: number) =>
  used < places && fromMs + places * spacingMs >= nowMs

export interface Taken {
  readonly atMs: number
  readonly places: number
  readonly rest: RateBlock
}

/** Takes as many places as are wanted and there; they are used together, at the time of the first. */
export function taken(block: RateBlock, wanted: number): Taken {
  const places = Math.min(wanted, block.places - block.used)
  const atMs = block.fromMs + block.used * block.spacingMs
  return { atMs, places, rest: { ...block, used: block.used + places } }
}
