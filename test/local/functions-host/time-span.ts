const format = /^(?:(\d+)\.)?([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d(?:\.\d{1,7})?))?$/

/** Milliseconds of a .NET TimeSpan, `[days.]hours:minutes[:seconds[.fraction]]`; undefined if it is none. */
export function parseTimeSpan(text: string): number | undefined {
  const parts = format.exec(text)
  if (parts === null) return undefined
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0))
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}
