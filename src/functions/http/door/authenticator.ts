import type { HttpRequest } from '@azure/functions'
import { isAllowed, type Caller, type Policy } from './caller.ts'

/**
 * One way of telling who calls; undefined when the request carries no identity of that kind, or not a valid one, or
 * one that is none where the policy is asked for.
 */
export type IdentitySource = (request: HttpRequest, policy: Policy) => Promise<Caller | undefined>

/**
 * Asks the sources in order; the first that knows a caller who is allowed decides, else the first that knows one at
 * all: rights of two identities are never put together. Throws `TransientFault` where a source does.
 */
export const authenticator =
  (sources: readonly IdentitySource[]): IdentitySource =>
  async (request, policy) => {
    let known: Caller | undefined
    for (const identify of sources) {
      const caller = await identify(request, policy)
      if (caller !== undefined && isAllowed(caller, policy)) return caller
      known ??= caller
    }
    return known
  }
