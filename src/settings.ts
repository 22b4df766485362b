import * as z from 'zod'
import type { CommunicationConnection } from './adapters/communication-services/connection.ts'
import type { ServiceBusConnection } from './adapters/service-bus/client.ts'
import type { PerMinute } from './adapters/tables/rates.ts'
import type { TablesConnection } from './adapters/tables/client.ts'
import { neighbourFaults, neighbourSettings, neighbourVariables, type NeighbourSettings } from './neighbour-settings.ts'

/** Everything the app is told from outside; the only reader of the environment. */
export interface Settings {
  readonly environment: string
  /** Without a trailing slash; links and `Location` begin with it. */
  readonly baseUri: string
  readonly tables: Without<TablesConnection>
  readonly serviceBus: Without<ServiceBusConnection>
  readonly communicationServices: Without<CommunicationConnection>
  /** Client id of the user-assigned identity; left out, the system's own is used. */
  readonly identityClientId?: string
  readonly openIdWellKnownEndpoint: string
  readonly tokenCookieName: string
  readonly keyedHashKey: Uint8Array
  readonly defaultEmailFromAddress: string
  readonly defaultSmsSender: string
  readonly sms: SmsSettings
  readonly feed: { readonly firstNumber: number; readonly maxPageSize: number; readonly retentionDays: number }
  readonly agendaShards: number
  readonly perMinute: PerMinute
  readonly neighbours: NeighbourSettings
  /** Whether callers of triggers and of the metrics page show a key of the function app. */
  readonly operatorAccess: OperatorAccess
  /** Opens the daily metrics; left out, nobody gets them and nothing is kept for them. */
  readonly metricsApiKey?: string
  /** Where the app hears how far its clock has been moved; left out, it keeps to the machine's. Never in production. */
  readonly clockOffsetUrl?: string
}

export interface SmsSettings {
  readonly mode: SmsMode
  /**
   * How long the provider recognises a repeated attempt, less a minute for clocks that differ: five minutes per
   * https://learn.microsoft.com/rest/api/communication/repeatable-requests
   */
  readonly repeatWindowSeconds: number
}

/** Settings name a resource; how we prove who we are there is added where the client is made. */
type Without<Connection> = Connection extends unknown ? Omit<Connection, 'credential'> : never

/** `all`: every SMS is real. `allowlist`: only those to listed numbers. `simulate`: none. */
const smsModes = ['all', 'allowlist', 'simulate'] as const
export type SmsMode = (typeof smsModes)[number]

/** Names of the host's `authLevel`. */
const operatorAccesses = ['anonymous', 'function'] as const
export type OperatorAccess = (typeof operatorAccesses)[number]

const text = z.string().trim().min(1)
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const environment = z.object({
  EnvironmentName: text,
  BaseUri: z.url().transform((uri) => uri.replace(/\/+$/, '')),
  Tables: optional(text),
  Tables__endpoint: optional(z.url()),
  ServiceBus: optional(text),
  ServiceBus__fullyQualifiedNamespace: optional(text),
  CommunicationServices: optional(text),
  CommunicationServices__endpoint: optional(z.url()),
  IdentityClientId: optional(z.guid()),
  OpenIdWellKnownEndpoint: z.url().endsWith('/'),
  TokenCookieName: text.default('AltinnStudioRuntime'),
  KeyedHashKey: z
    .base64()
    .transform((key) => Buffer.from(key, 'base64'))
    .refine((key) => key.length >= 32, '32 bytes or more are needed'),
  DefaultEmailFromAddress: z.email(),
  DefaultSmsSender: text.default('Altinn'),
  SmsMode: z.enum(smsModes),
  SmsRepeatWindowSeconds: count(0, 86_400).default(240),
  FeedFirstNumber: count(1, Number.MAX_SAFE_INTEGER).default(1),
  FeedMaxPageSize: count(1, 1000).default(500),
  FeedRetentionDays: count(1, 3650).default(90),
  AgendaShards: count(1, 64).default(8),
  EmailsPerMinute: optional(count(1, 10_000_000)),
  SmsPerMinute: optional(count(1, 10_000_000)),
  ...neighbourVariables,
  OperatorAccess: z.enum(operatorAccesses).default('function'),
  MetricsApiKey: optional(text),
  ClockOffsetUrl: optional(z.url()),
})

/** Every name that is read: what Azure is told must be these. */
export const settingNames: readonly string[] = Object.keys(environment.shape)

/** A resource is named by a connection string, or by where it is (then our identity opens it); never by both. */
const alternatives = [
  ['Tables', 'Tables__endpoint'],
  ['ServiceBus', 'ServiceBus__fullyQualifiedNamespace'],
  ['CommunicationServices', 'CommunicationServices__endpoint'],
] as const

/** @throws Error naming every fault of the settings at once, never a value */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const faults = [
    ...alternativeFaults(variables, alternatives),
    ...modeFaults(variables),
    ...neighbourFaults(variables),
    ...referenceFaults(variables),
  ]
  return settingsFrom(checked(environment, variables, faults))
}

function checked<Schema extends z.ZodType>(schema: Schema, variables: unknown, found: readonly string[]) {
  const parsed = schema.safeParse(variables)
  const issues = parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
  const faults = [...issues, ...found]
  if (parsed.success && faults.length === 0) return parsed.data
  throw new Error(["The app's settings are not usable:", ...faults].join('\n  '))
}

/** What an operator needs of the settings to work with one resource. @throws as `readSettings` */
export function readPlace(
  variables: Readonly<Record<string, string | undefined>>,
  resource: 'Tables' | 'ServiceBus',
): Pick<Settings, 'tables' | 'serviceBus' | 'identityClientId'> {
  const names = { Tables: true, Tables__endpoint: true, ServiceBus: true } as const
  const schema = environment.pick({ ...names, ServiceBus__fullyQualifiedNamespace: true, IdentityClientId: true })
  const needed = alternatives.filter(([name]) => name === resource)
  return placesFrom(checked(schema, variables, alternativeFaults(variables, needed)))
}

/** Looked for apart from the schema, which would keep silent about them as long as anything else is wrong. */
function alternativeFaults(
  variables: Readonly<Record<string, string | undefined>>,
  among: readonly (typeof alternatives)[number][],
): string[] {
  return among.flatMap(([one, other]) => {
    const given = [one, other].filter((name) => (variables[name] ?? '') !== '')
    if (given.length === 1) return []
    return `${one}: ${given.length === 0 ? `either this or ${other} must be set` : `only this or ${other} may be set`}`
  })
}

/**
 * Nobody shall find out by missing messages that production only pretends to send them, by strangers' requests that
 * it lets everybody run its jobs, or by the date that it lives in another year.
 */
function modeFaults(variables: Readonly<Record<string, string | undefined>>): string[] {
  const { EnvironmentName = '', SmsMode, OperatorAccess, ClockOffsetUrl = '' } = variables
  if (!/^\s*prod/i.test(EnvironmentName)) return []
  return [
    ...(SmsMode === 'all' ? [] : ['SmsMode: only "all" is allowed in production']),
    ...(OperatorAccess === 'anonymous' ? ['OperatorAccess: "anonymous" is not allowed in production'] : []),
    ...(ClockOffsetUrl === '' ? [] : ['ClockOffsetUrl: the clock of production cannot be moved']),
  ]
}

/** Azure leaves a reference as it is when Key Vault has no such secret or does not let us read it: a key that all know. */
const referenceFaults = (variables: Readonly<Record<string, string | undefined>>): string[] =>
  settingNames
    .filter((name) => variables[name]?.startsWith('@Microsoft.KeyVault('))
    .map((name) => `${name}: Key Vault has not given its secret`)

function settingsFrom(values: z.output<typeof environment>): Settings {
  return {
    environment: values.EnvironmentName,
    baseUri: values.BaseUri,
    ...placesFrom(values),
    communicationServices: connection(values.CommunicationServices, {
      endpoint: values.CommunicationServices__endpoint ?? '',
    }),
    openIdWellKnownEndpoint: values.OpenIdWellKnownEndpoint,
    tokenCookieName: values.TokenCookieName,
    keyedHashKey: values.KeyedHashKey,
    defaultEmailFromAddress: values.DefaultEmailFromAddress,
    defaultSmsSender: values.DefaultSmsSender,
    sms: { mode: values.SmsMode, repeatWindowSeconds: values.SmsRepeatWindowSeconds },
    feed: {
      firstNumber: values.FeedFirstNumber,
      maxPageSize: values.FeedMaxPageSize,
      retentionDays: values.FeedRetentionDays,
    },
    agendaShards: values.AgendaShards,
    perMinute: {
      ...(values.EmailsPerMinute === undefined ? {} : { email: values.EmailsPerMinute }),
      ...(values.SmsPerMinute === undefined ? {} : { sms: values.SmsPerMinute }),
    },
    neighbours: neighbourSettings(values),
    operatorAccess: values.OperatorAccess,
    ...(values.MetricsApiKey === undefined ? {} : { metricsApiKey: values.MetricsApiKey }),
    ...(values.ClockOffsetUrl === undefined ? {} : { clockOffsetUrl: values.ClockOffsetUrl }),
  }
}

type PlaceName = 'Tables' | 'Tables__endpoint' | 'ServiceBus' | 'ServiceBus__fullyQualifiedNamespace'

function placesFrom(values: Pick<z.output<typeof environment>, PlaceName | 'IdentityClientId'>) {
  const { IdentityClientId: identityClientId, ServiceBus__fullyQualifiedNamespace: namespace = '' } = values
  return {
    tables: connection(values.Tables, { endpoint: values.Tables__endpoint ?? '' }),
    serviceBus: connection(values.ServiceBus, { fullyQualifiedNamespace: namespace }),
    ...(identityClientId === undefined ? {} : { identityClientId }),
  }
}

const connection = <Place extends object>(connectionString: string | undefined, place: Place) =>
  connectionString === undefined ? place : { connectionString }
