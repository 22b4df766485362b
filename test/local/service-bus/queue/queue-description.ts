import { Duration } from 'luxon'

/** One queue as infra/queues.json and the service's own templates describe it; durations are ISO 8601. */
export interface QueueDescription {
  readonly maxDeliveryCount: number
  readonly lockDuration: string
  readonly defaultMessageTimeToLive?: string
  /** Left out, the queue does not look for duplicates. */
  readonly duplicateDetectionHistoryTimeWindow?: string
  readonly deadLetteringOnMessageExpiration?: boolean
}

/** The same with durations in milliseconds. */
export interface QueueRules {
  readonly maxDeliveryCount: number
  readonly lockMilliseconds: number
  readonly timeToLiveMilliseconds: number
  readonly duplicateWindowMilliseconds: number
  readonly deadLetterOnExpiration: boolean
}

export function queueRules(description: QueueDescription): QueueRules {
  return {
    maxDeliveryCount: description.maxDeliveryCount,
    lockMilliseconds: milliseconds(description.lockDuration),
    timeToLiveMilliseconds: milliseconds(description.defaultMessageTimeToLive, Infinity),
    duplicateWindowMilliseconds: milliseconds(description.duplicateDetectionHistoryTimeWindow, 0),
    deadLetterOnExpiration: description.deadLetteringOnMessageExpiration ?? false,
  }
}

function milliseconds(duration: string | undefined, absent = 0): number {
  if (duration === undefined) return absent
  const parsed = Duration.fromISO(duration)
  if (!parsed.isValid) throw new Error(`${duration} is not an ISO 8601 duration`)
  return parsed.toMillis()
}
