import createClient, { type Client } from 'openapi-fetch'
import type { paths } from './api.ts'

/**
 * A caller of the API, whose requests and answers have the types that its description gives them.
 * @param url where the service is, without a path
 */
export const varslinger = (url: string, token: string): Client<paths> =>
  createClient<paths>({ baseUrl: `${url}/notifications/api/v1`, headers: { authorization: `Bearer ${token}` } })
