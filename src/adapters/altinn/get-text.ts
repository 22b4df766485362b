import { once } from 'node:events'
import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress, publicLookup } from './public-addresses.ts'

export interface Visit {
  readonly headers: Readonly<Record<string, string>>
  /** `public`: neither the machine's own network nor anything reserved, whatever the name says. */
  readonly reach: 'public' | 'anywhere'
  readonly timeoutMs: number
  readonly mostBytes: number
}

export interface Page {
  readonly status: number
  readonly text: string
}

/**
 * Fetches an address that somebody else has chosen. Redirects are not followed.
 * @throws Error where it may not be reached, does not answer in time, or says too much
 */
export async function getText(address: string, { headers, reach, timeoutMs, mostBytes }: Visit): Promise<Page> {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (reach === 'public' && isIP(host) !== 0 && !isPublicAddress(host)) throw new Error('inner address')
  const signal = AbortSignal.timeout(timeoutMs)
  const options = { headers, signal, ...(reach === 'public' ? { lookup: publicLookup } : {}) }
  const request = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, options).end()
  const [response] = (await once(request, 'response', { signal })) as [IncomingMessage]
  return { status: response.statusCode ?? 0, text: await read(response, mostBytes) }
}

/** Leaving the loop ends the connection. */
async function read(response: IncomingMessage, mostBytes: number): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > mostBytes) throw new Error('answer too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}
