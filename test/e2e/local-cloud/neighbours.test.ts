import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import queues from '../../../infra/queues.json' with { type: 'json' }
import { tokenHolder } from '../../local/cloud/api-client.ts'
import { appSettings } from '../../local/cloud/settings.ts'
import { startNeighbours } from '../../local/emulator/start-neighbours.ts'
import { startFunctionsHost } from '../../local/functions-host/start-functions-host.ts'
import { startServiceBus } from '../../local/service-bus/start-service-bus.ts'
import { startTableStorage } from '../../local/table-storage/start-table-storage.ts'

const pathOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const baseUri = 'http://localhost:7071'

/** A store without tables and a broker, as containers would be: nobody else here knows that they are ours. */
async function storeAndBroker() {
  const store = await startTableStorage({ port: 0, tables: [] })
  onTestFinished(() => store.stop())
  const broker = await startServiceBus({ port: 0, queues })
  onTestFinished(() => broker.stop())
  return { tables: store.ready.connectionString, serviceBus: broker.ready.connectionString }
}

it('an app beside a store and a broker of others has in its neighbours all that it needs', async () => {
  const places = await storeAndBroker()
  const free = { communicationServicesPort: 0, altinnPlatformPort: 0 }
  const neighbours = await startNeighbours({ ...places, ...free, baseUri, onLine: () => undefined })
  onTestFinished(() => neighbours.stop())
  const { communicationServices, altinnPlatform } = neighbours
  const settings = appSettings(
    {
      ...places,
      communicationServices: communicationServices.connectionString,
      openIdWellKnownEndpoint: altinnPlatform.openIdWellKnownEndpoint,
      altinnPlatform: altinnPlatform.url,
    },
    baseUri,
  )
  const forward = { '/api/GetEnterpriseToken': altinnPlatform.url }
  const files = { entry: pathOf('src/main.ts'), hostJson: pathOf('host.json') }
  const host = await startFunctionsHost({ port: 0, ...files, settings, forward })
  onTestFinished(() => host.stop())

  const owner = await tokenHolder(host.ready.url)
  const emailSettings = { subject: 'Hei', body: 'Dette er en prøve.' }
  const recipient = { recipientEmail: { emailAddress: 'kari@example.no', emailSettings } }
  expect((await owner.post('/future/orders', { idempotencyId: 'one', recipient })).status).toBe(201)
  await expect
    .poll(async () => (await owner.feed()).flatMap(({ recipients }) => recipients.map(({ status }) => status)), {
      timeout: 20_000,
    })
    .toEqual(['Email_Delivered'])

  // The next start finds the tables there.
  const again = await startNeighbours({ ...places, ...free, baseUri, onLine: () => undefined })
  await again.stop()
})
