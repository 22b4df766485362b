import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { emailClients } from '../../../src/adapters/communication-services/email-client.ts'
import { communicationServicesEmail } from '../../../src/adapters/communication-services/email-courier.ts'
import { chainIdFrom, notificationIdOf, orderIdOf } from '../../../src/domain/ids.ts'
import type { Email } from '../../../src/use-cases/courier-ports.ts'
import {
  startCommunicationServices,
  type CommunicationServicesReady,
} from '../../local/communication-services/start-communication-services.ts'
import type { Running } from '../../local/process/serve.ts'
import { handTurnedClock } from '../local-cloud/communication-services/hand-turned-clock.ts'
import { quiet } from '../local-cloud/communication-services/started-services.ts'

/** For calls that get no answer, on a loaded machine, too. */
export const impatientMs = 1_000

export const courierOf = (connectionString: string, callMs?: number) =>
  communicationServicesEmail(emailClients({ connectionString }), callMs)

/** What the courier gets where the service is an answering server. */
export const connectionTo = (url: string) => `endpoint=${url}/;accesskey=${Buffer.from('key').toString('base64')}`

/** Every e-mail belongs to a notification of its own. */
export const emailTo = (address: string, changes: Partial<Email> = {}): Email => ({
  notification: notificationIdOf(orderIdOf(chainIdFrom(randomBytes(11)), 1), 1, 1),
  address,
  senderEmailAddress: 'noreply@example.no',
  subject: 'Vedtak',
  body: 'Les mer',
  contentType: 'Plain',
  ...changes,
})

/** The local Communication Services for all tests of a file, without faults at the start of each. */
export function startedCourier() {
  const clock = handTurnedClock()
  let services: Running<CommunicationServicesReady> | undefined
  beforeAll(async () => {
    services = await startCommunicationServices(quiet, clock)
  })
  beforeEach(() => fetch(`${running().ready.url}/faults`, { method: 'DELETE' }))
  afterAll(() => services?.stop())
  const running = () => {
    if (services === undefined) throw new Error('the services are started before the first test only')
    return services
  }
  const requests = () => (running().inspect?.() as { requests: Record<string, number> }).requests
  return {
    clock,
    ready: () => running().ready,
    courier: (callMs?: number) => courierOf(running().ready.connectionString, callMs),
    /** How many requests each route got while `work` ran. */
    async requestsOf(work: () => Promise<unknown>) {
      const before = { ...requests() }
      await work()
      const counts = Object.entries(requests()).map(([route, count]) => [route, count - (before[route] ?? 0)] as const)
      return Object.fromEntries(counts.filter(([, count]) => count > 0))
    },
  }
}
