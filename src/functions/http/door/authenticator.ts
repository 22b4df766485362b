import type { HttpRequest } from '@azure/functions'
import type { Caller } from './caller.ts'

/** One way of telling who calls; undefined when the request carries no identity of that kind, or not a valid one. */
export type IdentitySource = (request: HttpRequest) => Promise<Caller | undefined>

/** Asks the sources in order; the first that knows the caller decides. Throws `TransientFault` where one does. */
export const authenticator =
  (sources: readonly IdentitySource[]): IdentitySource =>
  async (request) => {
    for (const identify of sources) {
      const caller = await identify(request)
      if (caller !== undefined) return caller
    }
    return undefined
  }
