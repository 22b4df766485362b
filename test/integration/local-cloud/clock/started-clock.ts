import { onTestFinished } from 'vitest'
import { keptMoves } from '../../../local/clock/kept-moves.ts'
import { createTestClock, type TestClock, type TestClockSettings } from '../../../local/clock/test-clock.ts'
import { clockRoutes } from '../../../local/start-page/clock-routes.ts'
import { servePages } from '../../../local/start-page/http-server.ts'

export interface StartedClock {
  readonly clock: TestClock
  readonly url: string
  readonly stop: () => Promise<void>
}

/** A clock on its own, in a system that is always at rest unless the settings say otherwise. */
export async function startedClock(settings: Partial<TestClockSettings> & { folder?: string } = {}) {
  const { folder, ...others } = settings
  const looks = () => () => Promise.resolve({ next: undefined })
  const clock = createTestClock({ kept: keptMoves(folder), looks, ...others })
  const server = await servePages(0, clockRoutes(clock))
  const stop = async () => {
    clock.stop()
    await server.stop()
  }
  const started: StartedClock = { clock, url: server.url, stop }
  onTestFinished(stop)
  return started
}
