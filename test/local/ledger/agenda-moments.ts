import { odata } from '@azure/data-tables'
import { tableClient } from '../../../src/adapters/tables/client.ts'
import { bucketsBefore, horizonSeconds } from '../../../src/domain/agenda.ts'

export interface AgendaMoments {
  /** When the app's timer will next meet a row of the agenda: one moment, in milliseconds, or none. */
  next(now: Date): Promise<readonly number[]>
}

const minuteMs = 60_000

/**
 * The moments of one move of the clock. Rows that a run of the timer has left behind are met again by later ones, but
 * no run is made for them alone: a row that always fails would make every minute a moment.
 */
export function agendaMoments(connectionString: string): AgendaMoments {
  const client = tableClient({ connectionString }, 'agenda')
  let firstTick: number | undefined

  async function firstBucket(from: string): Promise<string | undefined> {
    const filter = odata`PartitionKey ge ${from}`
    const rows = client.listEntities({ queryOptions: { filter, select: ['PartitionKey'] } })
    for await (const page of rows.byPage({ maxPageSize: 1 })) if (page[0] !== undefined) return page[0].partitionKey
    return undefined
  }

  return {
    async next(now) {
      const tick = Math.floor(now.getTime() / minuteMs) * minuteMs
      firstTick ??= tick
      const bucket = await firstBucket(tick > firstTick ? bucketsBefore(new Date(tick)) : '')
      if (bucket === undefined) return []
      const met = Date.parse(`${bucket.slice(0, 16)}:00Z`) + minuteMs - horizonSeconds * 1000
      return [Math.max(met, tick + minuteMs)]
    },
  }
}
