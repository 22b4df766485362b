import { createHash, createHmac } from 'node:crypto'
import { EmailClient, type EmailMessage } from '@azure/communication-email'
import type { AcceptedEmail } from '../../../local/communication-services/email/accepted-email.ts'
import type {
  CommunicationServicesOptions,
  CommunicationServicesReady,
} from '../../../local/communication-services/start-communication-services.ts'

/** Nothing listens there. */
const noBroker =
  'Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true;'

export const quiet = { port: 0, serviceBusConnectionString: noBroker } satisfies CommunicationServicesOptions

export interface SeenEmail extends AcceptedEmail {
  readonly status: string
}

export const emailTo = (...addresses: string[]): EmailMessage => ({
  senderAddress: 'noreply@example.no',
  content: { subject: 'Hei', plainText: 'Innhold på norsk' },
  recipients: { to: addresses.map((address) => ({ address })) },
})

export const emailClient = (connectionString: string, options: object = {}) =>
  new EmailClient(connectionString, { allowInsecureConnection: true, retryOptions: { maxRetries: 0 }, ...options })

export interface RawRequest {
  readonly method?: 'GET' | 'POST'
  readonly target?: string
  readonly body?: string
  readonly headers?: Record<string, string>
  readonly date?: Date
  readonly timeoutMs?: number
}

/** What no SDK would send: signed by hand, with any path, date and body. */
export async function rawRequest({ url, connectionString }: CommunicationServicesReady, request: RawRequest) {
  const { method = 'POST', target = '/emails:send?api-version=2025-09-01', body = '', date = new Date() } = request
  const contentHash = createHash('sha256').update(body).digest('base64')
  const signed = [method, target, `${date.toUTCString()};${new URL(url).host};${contentHash}`].join('\n')
  const signature = createHmac('sha256', keyOf(connectionString)).update(signed).digest('base64')
  const response = await fetch(url + target, {
    method,
    ...(method === 'POST' && { body }),
    headers: {
      'content-type': 'application/json',
      'x-ms-date': date.toUTCString(),
      'x-ms-content-sha256': contentHash,
      authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
      ...request.headers,
    },
    signal: AbortSignal.timeout(request.timeoutMs ?? 10_000),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as RawBody }
}

const keyOf = (connectionString: string) => Buffer.from(connectionString.split('accesskey=')[1] ?? '', 'base64')

interface RawBody {
  readonly id?: string
  readonly status?: string
  readonly error?: { code: string; message: string; target?: string } | null
}

export const sendRaw = (ready: CommunicationServicesReady, message: unknown, operationId?: string) =>
  rawRequest(ready, {
    body: JSON.stringify(message),
    headers: operationId === undefined ? {} : { 'operation-id': operationId },
    timeoutMs: 500,
  })

export const operationStatus = (ready: CommunicationServicesReady, operationId: string) =>
  rawRequest(ready, { method: 'GET', target: `/emails/operations/${operationId}?api-version=2025-09-01` })

export async function inbox({ url }: CommunicationServicesReady, query = ''): Promise<SeenEmail[]> {
  const response = await fetch(`${url}/inbox/emails${query}`)
  return (await response.json()) as SeenEmail[]
}

export const setFaults = ({ url }: CommunicationServicesReady, faults: unknown) =>
  fetch(`${url}/faults`, { method: 'PUT', body: JSON.stringify(faults) })
