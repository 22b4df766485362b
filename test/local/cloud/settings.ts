/** Where the neighbours of the app are in a local cloud. */
export interface Places {
  readonly tables: string
  readonly serviceBus: string
  readonly communicationServices: string
  readonly openIdWellKnownEndpoint: string
  /** Without a slash at its end. */
  readonly altinnPlatform: string
}

/** The app's settings for a local cloud: nothing in the app knows that it is one. */
export const appSettings = (places: Places, baseUri: string): Record<string, string> => ({
  EnvironmentName: 'local',
  BaseUri: baseUri,
  Tables: places.tables,
  ServiceBus: places.serviceBus,
  CommunicationServices: places.communicationServices,
  OpenIdWellKnownEndpoint: places.openIdWellKnownEndpoint,
  PlatformEndpoint: `${places.altinnPlatform}/`,
  PlatformCertificates: `${places.altinnPlatform}/certificates/`,
  PlatformSubscriptionKey: 'local',
  ConditionReach: 'anywhere',
  KeyedHashKey: Buffer.from('a key for the laptop, known to all').toString('base64'),
  DefaultEmailFromAddress: 'noreply@altinn.cloud',
  SmsMode: 'all',
  AgendaShards: '1',
  OperatorAccess: 'anonymous',
  MetricsApiKey: 'valid-api-key',
  AzureWebJobsDisableHomepage: 'true',
})
