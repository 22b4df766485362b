import type { Cloud } from './start-cloud.ts'
import { createScope, enterpriseToken } from './tokens.ts'

const dayInSeconds = 86_400

/** Where everything is, and lines to paste for a first order. */
export async function welcome({ url, startPageUrl, parts, places }: Cloud, folder: string): Promise<string> {
  const token = await enterpriseToken(url, { ttlSeconds: dayInSeconds })
  return `
Varslinger is running; Ctrl-C stops all of it. It goes on where it was at the next start.

  Start page      ${startPageUrl}/ (what there is, and the clock)
  API             ${url}/notifications/api/v1
  Inbox           ${parts.communicationServices.ready.url}/ (magic recipients at /magic, as JSON at /inbox/emails)
  Tokens          ${url}/api/GetEnterpriseToken?env=local&org=ttd&scopes=${createScope}
                  (for any user name and password)
  People          ${parts.altinnPlatform.ready.url}/registry (and organisations; all of them synthetic)
  Tables          ${parts.tables.ready.endpoint}
  Service Bus     ${places.serviceBus}
  Kept in         ${folder}

Order an e-mail:

  TOKEN=${token}

  curl -i ${url}/notifications/api/v1/future/orders \\
    -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"idempotencyId":"'$RANDOM$RANDOM'","sendersReference":"first","recipient":{"recipientEmail":{"emailAddress":"kari@example.no","emailSettings":{"subject":"Hei","body":"Dette er en prøve."}}}}'

See what became of it:

  curl -H "Authorization: Bearer $TOKEN" ${url}/notifications/api/v1/future/shipment/feed
`
}
