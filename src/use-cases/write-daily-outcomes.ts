import type { Outcome } from '../domain/outcome.ts'
import type { Ports } from './ports.ts'

/** One day's outcomes of a channel as a file; they are read page by page. */
export const writeDailyOutcomes = (
  ports: Pick<Ports, 'outcomes' | 'writeOutcomes'>,
  of: Pick<Outcome, 'day' | 'channel'>,
) => ports.writeOutcomes(of.channel, outcomesOf(ports, of))

async function* outcomesOf({ outcomes }: Pick<Ports, 'outcomes'>, of: Pick<Outcome, 'day' | 'channel'>) {
  let next: string | undefined
  do {
    const page = await outcomes.page(of, next)
    yield* page.outcomes
    next = page.next
  } while (next !== undefined)
}
