const levels = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'] as const

export type LogLevel = (typeof levels)[number]

export interface LogLine {
  readonly level: LogLevel
  readonly category: string
  readonly message: string
  readonly function?: string
  readonly invocationId?: string
}

export interface Log {
  write(line: LogLine): void
  /** Whether a line of this level would be written, so that nobody formats one in vain. */
  shows(level: LogLevel): boolean
}

/** Writes one JSON object a line to standard output, from the given level upwards. */
export function createLog(minimum: LogLevel): Log {
  const lowest = levels.indexOf(minimum)
  const shows = (level: LogLevel) => level !== 'none' && levels.indexOf(level) >= lowest
  return {
    shows,
    write: (line) => {
      if (shows(line.level)) process.stdout.write(`${JSON.stringify({ time: new Date(), ...line })}\n`)
    },
  }
}

/** A level as `host.json` spells it, in any case; undefined for anything else. */
export const parseLogLevel = (text: unknown): LogLevel | undefined =>
  levels.find((level) => level === String(text).toLowerCase())

/** What of a fault belongs into a log line. */
export const faultText = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error)
