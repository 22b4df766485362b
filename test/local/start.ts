import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startCloud, type Cloud } from './cloud/start-cloud.ts'
import { enterpriseToken } from './cloud/tokens.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '7071' },
    folder: { type: 'string', default: fileURLToPath(new URL('../../.local', import.meta.url)) },
  },
})

const api = Number(values.port)
const ports = { functionsHost: api, tables: 10002, serviceBus: 5672, communicationServices: 7080, altinnPlatform: 7081 }

try {
  const cloud = await startCloud({ folder: values.folder, ports, baseUri: `http://localhost:${api}` })
  stopOnSignal(cloud)
  console.log(await welcome(cloud, values.folder))
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
}

function stopOnSignal(cloud: Cloud): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    console.log('\nStopping…')
    void cloud.stop().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function welcome({ url, parts, places }: Cloud, folder: string): Promise<string> {
  const token = await enterpriseToken(url)
  const mails = parts.communicationServices.ready.url
  return `
Varslinger is running; Ctrl-C stops all of it. It goes on where it was at the next start.

  API             ${url}/notifications/api/v1
  E-mails sent    ${mails}/inbox/emails
  Tokens          ${url}/api/GetEnterpriseToken?env=local&org=ttd&scopes=altinn:serviceowner/notifications.create
  Tables          ${parts.tables.ready.connectionString.split('TableEndpoint=')[1]?.replace(';', '') ?? ''}
  Service Bus     ${places.serviceBus}
  Kept in         ${folder}

Order an e-mail:

  TOKEN=${token}

  curl -i ${url}/notifications/api/v1/future/orders \\
    -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"idempotencyId":"'$RANDOM$RANDOM'","sendersReference":"first","recipient":{"recipientEmail":{"emailAddress":"kari@example.no","emailSettings":{"subject":"Hei","body":"Dette er en prøve."}}}}'

  curl -H "Authorization: Bearer $TOKEN" ${url}/notifications/api/v1/future/shipment/feed
`
}
