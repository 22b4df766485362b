import { afterAll, beforeAll } from 'vitest'
import {
  startCommunicationServices,
  type CommunicationServicesReady,
} from '../../../local/communication-services/start-communication-services.ts'
import type { Running } from '../../../local/process/serve.ts'
import { handTurnedClock } from './hand-turned-clock.ts'
import { quiet } from './started-services.ts'

/** The services for all tests of a file, with a clock that is turned by hand and nobody who takes reports. */
export function runningServices() {
  const clock = handTurnedClock()
  let services: Running<CommunicationServicesReady> | undefined
  beforeAll(async () => {
    services = await startCommunicationServices(quiet, clock)
  })
  afterAll(() => services?.stop())
  const running = () => {
    if (services === undefined) throw new Error('the services are started before the first test only')
    return services
  }
  return {
    clock,
    get ready() {
      return running().ready
    },
    inspect: () => running().inspect?.(),
    emptyInbox: () => fetch(`${running().ready.url}/inbox`, { method: 'DELETE' }),
  }
}
