/** What happened to a queue since the process began, counted at the wire. */
export interface QueueCounts {
  /** Transfer frames on the links of senders. */
  transfers: number
  messagesReceived: number
  delivered: number
  completed: number
  abandoned: number
  deadLettered: number
  scheduled: number
  duplicatesDropped: number
}

export const noCounts = (): QueueCounts => ({
  transfers: 0,
  messagesReceived: 0,
  delivered: 0,
  completed: 0,
  abandoned: 0,
  deadLettered: 0,
  scheduled: 0,
  duplicatesDropped: 0,
})

export function sumOf(all: readonly QueueCounts[]): QueueCounts {
  const sum = noCounts()
  for (const counts of all) for (const name of Object.keys(sum) as (keyof QueueCounts)[]) sum[name] += counts[name]
  return sum
}
