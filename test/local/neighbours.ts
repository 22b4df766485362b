import { once } from 'node:events'
import sample from '../../local.settings.sample.json' with { type: 'json' }
import { startNeighbours } from './emulator/start-neighbours.ts'

/** What `local.settings.sample.json` names beside the storage and the broker, which are containers' here. */
const { Tables, ServiceBus, CommunicationServices, OpenIdWellKnownEndpoint, BaseUri } = sample.Values

const portOf = (url: string | undefined) => Number(new URL(url ?? '').port)

try {
  const neighbours = await startNeighbours({
    tables: Tables,
    serviceBus: ServiceBus,
    communicationServicesPort: portOf(/endpoint=([^;]+)/.exec(CommunicationServices)?.[1]),
    altinnPlatformPort: portOf(OpenIdWellKnownEndpoint),
    baseUri: BaseUri,
  })
  console.log(`
The tables are there. Ctrl-C stops these:

  Inbox           ${neighbours.communicationServices.url}/
  Altinn platform ${neighbours.altinnPlatform.url}/

Now start the app: npm run build, then func start
`)
  await Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)))
  await neighbours.stop()
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
}
