import { join } from 'node:path'
import { keptMoves } from '../clock/kept-moves.ts'
import { lookAround } from '../clock/look-around.ts'
import { createTestClock, type TestClock } from '../clock/test-clock.ts'
import type { ReadTimeline } from '../ledger/order-timeline.ts'
import { clockRoutes } from './clock-routes.ts'
import { docRoutes } from './doc-routes.ts'
import { servePages } from './http-server.ts'
import { orderRoutes } from './order-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { placeRoutes, type Whereabouts } from './place-routes.ts'

export interface StartPageSettings extends Whereabouts {
  readonly ports?: { readonly startPage?: number }
  readonly folder?: string
}

export interface StartPage {
  readonly url: string
  readonly clock: TestClock
  stop(): Promise<void>
}

/** What belongs to the whole cloud: a page that leads everywhere, and the clock that all follow. It starts first. */
export async function startStartPage(settings: StartPageSettings): Promise<StartPage> {
  const clock = clockOf(settings)
  const server = await servePages(settings.ports?.startPage ?? 0, [
    ...pageRoutes(settings.baseUri),
    ...placeRoutes(settings),
    ...docRoutes,
    ...clockRoutes(clock),
    ...orderRoutes(timelinesOf(settings, clock)),
  ])
  return {
    url: server.url,
    clock,
    async stop() {
      clock.stop()
      await server.stop()
    },
  }
}

function clockOf({ folder, parts }: StartPageSettings): TestClock {
  const kept = keptMoves(folder === undefined ? undefined : join(folder, 'clock'))
  const clock: TestClock = createTestClock({
    kept,
    looks() {
      // The ledger is loaded when it is needed first: most clouds are never moved.
      const agenda = import('../ledger/agenda-moments.ts').then(({ agendaMoments }) =>
        agendaMoments(parts.tables.ready.connectionString),
      )
      return async () => lookAround({ parts, agenda: await agenda, now: clock.now })
    },
  })
  return clock
}

function timelinesOf({ parts }: StartPageSettings, { shownAt }: TestClock): () => Promise<ReadTimeline> {
  let timelines: Promise<ReadTimeline> | undefined
  const open = async () => {
    const { orderTimelines } = await import('../ledger/order-timeline.ts')
    return orderTimelines(parts.tables.ready.connectionString, shownAt)
  }
  return () => (timelines ??= open())
}
