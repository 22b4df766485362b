import { decodeJwt, jwtVerify } from 'jose'
import { X509Certificate } from 'node:crypto'
import * as z from 'zod'
import type { Keys } from '../keys.ts'
import { json, refused, type Answer, type PlatformRequest, type Route } from '../route.ts'
import type { Registry } from './registry.ts'

const mostParties = 1_000
const Party = z.object({ orgNo: z.string().nullish(), ssn: z.string().nullish() })
const Lookup = z.object({ parties: z.array(Party).max(mostParties) })

/** Altinn's Register: the names of people and organisations, for components of the platform. */
export const registerRoutes = (registry: Registry, keys: Keys): readonly Route[] => [
  {
    method: 'POST',
    path: '/register/api/v1/parties/nameslookup',
    answer: async (request) => {
      if (!(await isKnown(keys, request))) return refused(401, 'A platform access token is needed.')
      return names(registry, request.body)
    },
  },
]

function names(registry: Registry, body: string): Answer {
  const asked = Lookup.safeParse(JSON.parse(body))
  if (!asked.success) return refused(400, z.prettifyError(asked.error))
  const { people, organizations } = registry.all()
  const nameOf = ({ orgNo, ssn }: z.output<typeof Party>) =>
    orgNo
      ? organizations.find(({ organizationNumber }) => organizationNumber === orgNo)?.name
      : people.find(({ nationalIdentityNumber }) => nationalIdentityNumber === ssn)?.name
  const partyNames = asked.data.parties.map((party) => ({
    orgNo: party.orgNo ?? null,
    ssn: party.ssn ?? null,
    name: nameOf(party) ?? null,
  }))
  return json({ partyNames })
}

/** The token's issuer has a certificate here, and signed the token with its key. */
async function isKnown(keys: Keys, { headers }: PlatformRequest): Promise<boolean> {
  const token = String(headers['platformaccesstoken'] ?? '')
  try {
    const certificate = keys.certificateOf(decodeJwt(token).iss ?? '')
    if (certificate === undefined) return false
    await jwtVerify(token, new X509Certificate(Buffer.from(certificate, 'base64')).publicKey)
    return true
  } catch {
    return false
  }
}
