import { pathOf } from '../links/entity-address.ts'

/** What a connection may do: the resources that its tokens cover, or everything after a login with the key itself. */
export interface Authorizations {
  grant(resource: string, expiresAt: Date): void
  covers(resource: string): boolean
  /** Forgets everything. */
  end(): void
}

/** Stands for the namespace, and so for everything in it. */
export const everything = '/'

/** A login does not expire; connections do not last as long as a timer can. */
export const forEver = new Date(8.64e15)

/** The longest that a timer can wait. */
const longestMilliseconds = 2 ** 31 - 1

export function createAuthorizations(onExpiry: () => void): Authorizations {
  const grants = new Map<string, NodeJS.Timeout>()
  return {
    grant(resource, expiresAt) {
      clearTimeout(grants.get(resource))
      const milliseconds = Math.min(expiresAt.getTime() - Date.now(), longestMilliseconds)
      const expire = () => {
        grants.delete(resource)
        onExpiry()
      }
      grants.set(resource, setTimeout(expire, milliseconds))
    },
    covers: (resource) => [...grants.keys()].some((granted) => isWithin(resource, granted)),
    end() {
      for (const timer of grants.values()) clearTimeout(timer)
      grants.clear()
    },
  }
}

/** A token for the namespace or for a queue covers all below it; scheme, host and case do not matter. */
export function isWithin(resource: string, granted: string): boolean {
  const [path, root] = [pathOf(resource).toLowerCase(), pathOf(granted).toLowerCase()]
  return root === '' || path === root || path.startsWith(`${root}/`)
}
