import { RefusalError, type Answer } from './answer.ts'
import type { FaultSwitches } from './faults.ts'
import type { Route, ServiceRequest } from './service-request.ts'
import { checkSignature } from './signature.ts'

interface Door {
  readonly faults: FaultSwitches
  readonly accessKey: Buffer
  /** The versions of the REST interface that the channel speaks. */
  readonly apiVersions: readonly string[]
  /** Throws 429 when the route's quota is used up. */
  readonly checkQuota: () => void
}

/** The route behind what every request of the service passes first; control routes have no such door. */
export function behindDoor(door: Door, route: Route): Route {
  return {
    ...route,
    handle(request): Answer | Promise<Answer> {
      door.faults.checkDown()
      checkSignature(request, door.accessKey)
      checkVersion(request, door.apiVersions)
      door.faults.checkRoute(route.name)
      door.checkQuota()
      return route.handle(request)
    },
  }
}

/** Codes and messages of the Azure REST API guidelines. */
function checkVersion({ query }: ServiceRequest, supported: readonly string[]): void {
  const version = query.get('api-version')
  if (version === null)
    throw new RefusalError({
      status: 400,
      code: 'MissingApiVersionParameter',
      message: 'The api-version query parameter (?api-version=) is required for all requests.',
    })
  if (!supported.includes(version))
    throw new RefusalError({
      status: 400,
      code: 'UnsupportedApiVersionValue',
      message: `Unsupported api-version '${version}'. The supported api-versions are '${supported.join(', ')}'.`,
    })
}
