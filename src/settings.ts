import * as z from 'zod'
import type { CommunicationConnection } from './adapters/communication-services/connection.ts'
import type { ServiceBusConnection } from './adapters/service-bus/client.ts'
import type { TablesConnection } from './adapters/tables/client.ts'

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
})

/** A resource is named by a connection string, or by where it is (then our identity opens it); never by both. */
const alternatives = [
  ['Tables', 'Tables__endpoint'],
  ['ServiceBus', 'ServiceBus__fullyQualifiedNamespace'],
  ['CommunicationServices', 'CommunicationServices__endpoint'],
] as const

/** @throws Error naming every fault of the settings at once, never a value */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = environment.safeParse(variables)
  const issues = parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
  const faults = [...issues, ...alternativeFaults(variables), ...modeFaults(variables)]
  if (!parsed.success || faults.length > 0) {
    throw new Error(["The app's settings are not usable:", ...faults].join('\n  '))
  }
  return settingsFrom(parsed.data)
}

/** Looked for apart from the schema, which would keep silent about them as long as anything else is wrong. */
function alternativeFaults(variables: Readonly<Record<string, string | undefined>>): string[] {
  return alternatives.flatMap(([one, other]) => {
    const given = [one, other].filter((name) => (variables[name] ?? '') !== '')
    if (given.length === 1) return []
    return `${one}: ${given.length === 0 ? `either this or ${other} must be set` : `only this or ${other} may be set`}`
  })
}

/** Nobody shall find out by missing messages that production only pretends to send them. */
function modeFaults({ EnvironmentName = '', SmsMode }: Readonly<Record<string, string | undefined>>): string[] {
  const isProduction = /^\s*prod/i.test(EnvironmentName)
  return isProduction && SmsMode !== 'all' ? ['SmsMode: only "all" is allowed in production'] : []
}

function settingsFrom(values: z.output<typeof environment>): Settings {
  return {
    environment: values.EnvironmentName,
    baseUri: values.BaseUri,
    tables: connection(values.Tables, { endpoint: values.Tables__endpoint ?? '' }),
    serviceBus: connection(values.ServiceBus, {
      fullyQualifiedNamespace: values.ServiceBus__fullyQualifiedNamespace ?? '',
    }),
    communicationServices: connection(values.CommunicationServices, {
      endpoint: values.CommunicationServices__endpoint ?? '',
    }),
    ...(values.IdentityClientId === undefined ? {} : { identityClientId: values.IdentityClientId }),
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
  }
}

const connection = <Place extends object>(connectionString: string | undefined, place: Place) =>
  connectionString === undefined ? place : { connectionString }
