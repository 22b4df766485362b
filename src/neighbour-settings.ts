import * as z from 'zod'

/** Altinn's platform, Maskinporten, and those who are asked for conditions. */
export interface NeighbourSettings {
  readonly profile: PlatformService
  readonly register: PlatformService
  readonly authorization: PlatformService
  /** Private key and certificate that make us known to the platform; PEM. */
  readonly platformTokenPem?: string | undefined
  /** Where the certificates of those who issue platform access tokens are; left out, no such token is believed. */
  readonly platformCertificates?: { readonly url: string } | { readonly keyVault: string } | undefined
  /** Left out, service owners are asked for conditions without a token. */
  readonly maskinporten?: MaskinportenSettings | undefined
  readonly conditionReach: 'public' | 'anywhere'
}

export interface PlatformService {
  /** Ends with a slash. */
  readonly endpoint: string
  readonly subscriptionKey?: string | undefined
}

export interface MaskinportenSettings {
  readonly endpoint: string
  readonly clientId: string
  readonly privateJwk: z.output<typeof PrivateJwk>
}

const slashed = z.url().endsWith('/')
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const base64 = z.base64().transform((text) => Buffer.from(text, 'base64').toString())

const PrivateJwk = z.looseObject({ kty: z.literal('RSA'), n: z.string(), e: z.string(), d: z.string() })

const jwk = base64.transform((text, context) => {
  try {
    return PrivateJwk.parse(JSON.parse(text))
  } catch {
    context.addIssue({ code: 'custom', message: 'a private RSA key as JWK, in base64, is needed' })
    return z.NEVER
  }
})

const pem = base64.refine(
  (text) => text.includes('PRIVATE KEY-----') && text.includes('BEGIN CERTIFICATE-----'),
  'a private key and its certificate as PEM, in base64, are needed',
)

/** What the environment says of them. */
export const neighbourVariables = {
  PlatformEndpoint: slashed,
  ProfileEndpoint: optional(slashed),
  RegisterEndpoint: optional(slashed),
  AuthorizationEndpoint: optional(slashed),
  PlatformSubscriptionKey: optional(z.string()),
  PlatformTokenKey: optional(pem),
  PlatformCertificates: optional(slashed),
  PlatformCertificates__keyVault: optional(z.url()),
  MaskinportenEndpoint: optional(slashed),
  MaskinportenClientId: optional(z.string()),
  MaskinportenKey: optional(jwk),
  ConditionReach: z.enum(['public', 'anywhere']).default('public'),
}

type Values = z.output<z.ZodObject<typeof neighbourVariables>>

/** What is wrong with the variables taken together; never a value. */
export function neighbourFaults(variables: Readonly<Record<string, string | undefined>>): string[] {
  const isGiven = (name: string) => (variables[name] ?? '') !== ''
  const client = ['MaskinportenEndpoint', 'MaskinportenClientId', 'MaskinportenKey']
  const missing = client.some(isGiven) ? client.filter((name) => !isGiven(name)) : []
  const isTwice = isGiven('PlatformCertificates') && isGiven('PlatformCertificates__keyVault')
  const isProduction = /^\s*prod/i.test(variables['EnvironmentName'] ?? '')
  const reaches = variables['ConditionReach'] === 'anywhere'
  return [
    ...missing.map((name) => `${name}: is needed with the other settings of Maskinporten`),
    ...(isTwice ? ['PlatformCertificates: only this or PlatformCertificates__keyVault may be set'] : []),
    ...(isProduction && reaches ? ['ConditionReach: only "public" is allowed in production'] : []),
  ]
}

export function neighbourSettings(values: Values): NeighbourSettings {
  const service = (endpoint: string | undefined, name: string): PlatformService => ({
    endpoint: endpoint ?? `${values.PlatformEndpoint}${name}/api/v1/`,
    subscriptionKey: values.PlatformSubscriptionKey,
  })
  return {
    profile: service(values.ProfileEndpoint, 'profile'),
    register: service(values.RegisterEndpoint, 'register'),
    authorization: service(values.AuthorizationEndpoint, 'authorization'),
    platformTokenPem: values.PlatformTokenKey,
    platformCertificates: certificates(values),
    maskinporten: maskinporten(values),
    conditionReach: values.ConditionReach,
  }
}

function certificates({ PlatformCertificates: url, PlatformCertificates__keyVault: keyVault }: Values) {
  if (keyVault !== undefined) return { keyVault }
  return url === undefined ? undefined : { url }
}

function maskinporten(values: Values): MaskinportenSettings | undefined {
  const { MaskinportenEndpoint: endpoint, MaskinportenClientId: clientId, MaskinportenKey: privateJwk } = values
  return endpoint === undefined || clientId === undefined || privateJwk === undefined
    ? undefined
    : { endpoint, clientId, privateJwk }
}
