import { enterpriseToken } from './tokens.ts'

export interface ApiRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is, with no content type unless the headers give one. */
  readonly body?: Uint8Array<ArrayBuffer> | ReadableStream
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** As `GET /future/shipment/{id}` shows it. */
export interface Shipment {
  readonly status: string
  readonly lastUpdate: string
  readonly recipients: readonly { readonly destination: string; readonly status: string; readonly lastUpdate: string }[]
}

export interface FeedEntry extends Shipment {
  readonly sequenceNumber: number
  readonly shipmentId: string
  readonly sendersReference?: string
}

/** A caller of the API. */
export interface ApiClient {
  /** @param path below `/notifications/api/v1` */
  ask(path: string, request?: ApiRequest): Promise<Answer>
  post(path: string, value: unknown): Promise<Answer>
  /** @throws unless the answer is 200 */
  shipment(id: string): Promise<Shipment>
  /** From the first entry to the last. @throws unless every answer is 200 */
  feed(): Promise<readonly FeedEntry[]>
}

/** A service owner with a token. */
export const tokenHolder = async (url: string, claims: Parameters<typeof enterpriseToken>[1] = {}) =>
  apiClient(url, { authorization: `Bearer ${await enterpriseToken(url, claims)}` })

/** @param headers go with every request that does not say otherwise */
export function apiClient(url: string, headers: Readonly<Record<string, string>> = {}): ApiClient {
  const ask = async (path: string, request: ApiRequest = {}): Promise<Answer> => {
    const response = await fetch(`${url}/notifications/api/v1${path}`, {
      ...request,
      headers: { ...headers, ...request.headers },
      duplex: 'half',
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const read = async <Value>(path: string): Promise<Value> => {
    const { status, text } = await ask(path)
    if (status !== 200) throw new Error(`GET ${path} was answered ${status}`)
    return JSON.parse(text) as Value
  }
  return {
    ask,
    post: (path, value) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify(value)),
      }),
    shipment: (id) => read(`/future/shipment/${id}`),
    feed: () => readAll((after) => read(`/future/shipment/feed?seq=${after}`)),
  }
}

async function readAll(page: (after: number) => Promise<readonly FeedEntry[]>): Promise<readonly FeedEntry[]> {
  const entries: FeedEntry[] = []
  for (;;) {
    const next = await page(entries.at(-1)?.sequenceNumber ?? 0)
    if (next.length === 0) return entries
    entries.push(...next)
  }
}
