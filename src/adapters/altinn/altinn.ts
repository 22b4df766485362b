import type { TokenCredential } from '@azure/core-auth'
import type { Authorization, Conditions, Contacts } from '../../use-cases/register-ports.ts'
import { altinnAuthorization } from './authorization.ts'
import { certificatesAt, keyVaultCertificates, type CertificateSource } from './certificate-source.ts'
import { conditionEndpoints } from './conditions.ts'
import { altinnContacts } from './contacts.ts'
import { issuerKeys } from './issuer-keys.ts'
import { maskinporten, type MaskinportenClient } from './maskinporten.ts'
import { neighbour, type NeighbourAccess } from './neighbour.ts'
import { platformToken } from './platform-token.ts'

type Service = Pick<NeighbourAccess, 'endpoint' | 'subscriptionKey'>

export interface AltinnPlaces {
  readonly profile: Service
  readonly register: Service
  readonly authorization: Service
  readonly platformTokenPem?: string | undefined
  readonly platformCertificates?:
    { readonly url: string } | { readonly keyVault: string; readonly credential: TokenCredential } | undefined
  readonly maskinporten?: MaskinportenClient | undefined
  readonly conditionReach: 'public' | 'anywhere'
}

const conditionScope = 'altinn:system/notifications.condition.check'

/**
 * Everything we ask of Altinn and of its service owners.
 * @param nowMs the machine's clock: tokens and certificates know no other
 */
export function altinnNeighbours(places: AltinnPlaces, nowMs: () => number) {
  const { platformTokenPem: pem, maskinporten: client, conditionReach: reach } = places
  const token = pem === undefined ? undefined : platformToken(pem, nowMs)
  const ask = (name: string, service: Service) => neighbour({ name, ...service, platformToken: token })
  const contacts: Contacts = altinnContacts({
    profile: ask('PROFILE', places.profile),
    register: ask('REGISTER', places.register),
  })
  const authorization: Authorization = altinnAuthorization({
    authorization: ask('AUTHORIZATION', places.authorization),
  })
  const tokens = client === undefined ? undefined : maskinporten(client, conditionScope, nowMs)
  const conditions: Conditions = conditionEndpoints({ tokens, reach })
  return { contacts, authorization, conditions }
}

/** The keys behind the platform access tokens of others; without a place for certificates nobody has any. */
export const platformKeys = ({ platformCertificates }: AltinnPlaces, nowMs: () => number) =>
  issuerKeys({ certificateOf: sourceOf(platformCertificates), nowMs })

function sourceOf(place: AltinnPlaces['platformCertificates']): CertificateSource {
  if (place === undefined) return () => Promise.resolve(undefined)
  return 'url' in place ? certificatesAt(place.url) : keyVaultCertificates(place.keyVault, place.credential)
}
