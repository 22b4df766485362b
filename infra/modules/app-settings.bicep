metadata description = 'All that the app is told. A test holds the names equal to those that src/settings.ts reads.'

import { perMinuteType, platformServicesType } from '../types.bicep'

param appName string
param identityName string
param environmentName string
param baseUri string
param insightsName string
param storageName string
param serviceBusName string
param keyVaultName string
param communicationName string
param altinnPlatformUrl string
param platformServices platformServicesType
param keysInUse string[]
param maskinportenClientId string
param defaultEmailFromAddress string
param smsSender string
param smsMode string
param perMinute perMinuteType
param feedFirstNumber int
param feedRetentionDays int
param agendaShards int

var vaultUrl = 'https://${keyVaultName}${environment().suffixes.keyvaultDns}'
var maskinportenUrl = altinnPlatformUrl == 'https://platform.altinn.no/'
  ? 'https://maskinporten.no/'
  : 'https://test.maskinporten.no/'

// What the app reads, see src/settings.ts and src/neighbour-settings.ts. An empty one counts as left out.
var own = {
  EnvironmentName: environmentName
  BaseUri: baseUri
  Tables__endpoint: 'https://${storageName}.table.${environment().suffixes.storage}'
  ServiceBus__fullyQualifiedNamespace: '${serviceBusName}.servicebus.windows.net'
  CommunicationServices__endpoint: 'https://${communication.properties.hostName}'
  IdentityClientId: identity.properties.clientId
  OpenIdWellKnownEndpoint: '${altinnPlatformUrl}authentication/api/v1/openid/'
  PlatformEndpoint: altinnPlatformUrl
  ProfileEndpoint: platformServices.?profileUrl ?? ''
  RegisterEndpoint: platformServices.?registerUrl ?? ''
  AuthorizationEndpoint: platformServices.?authorizationUrl ?? ''
  PlatformCertificates__keyVault: vaultUrl
  MaskinportenEndpoint: maskinportenClientId == '' ? '' : maskinportenUrl
  MaskinportenClientId: maskinportenClientId
  ConditionReach: 'public'
  OperatorAccess: 'function'
  TokenCookieName: 'AltinnStudioRuntime'
  DefaultEmailFromAddress: defaultEmailFromAddress
  DefaultSmsSender: smsSender
  SmsMode: smsMode
  SmsRepeatWindowSeconds: '240'
  EmailsPerMinute: string(perMinute.?emails ?? '')
  SmsPerMinute: string(perMinute.?sms ?? '')
  FeedFirstNumber: string(feedFirstNumber)
  FeedMaxPageSize: '500'
  FeedRetentionDays: string(feedRetentionDays)
  AgendaShards: string(agendaShards)
}

// What the app reads and only Key Vault knows: the setting, and the secret's name there.
var secrets = {
  KeyedHashKey: 'keyed-hash-key'
  PlatformSubscriptionKey: 'platform-subscription-key'
  PlatformTokenKey: 'platform-token-key'
  MaskinportenKey: 'maskinporten-key'
  MetricsApiKey: 'metrics-api-key'
}
// Only these are referred to: the app does not start while a reference leads to no secret.
var inUse = ['keyed-hash-key', ...keysInUse]

// What the host reads: its storage, the connection of the queue triggers, where its log goes.
var host = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  AzureWebJobsDisableHomepage: 'true'
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: identity.properties.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
}

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource communication 'Microsoft.Communication/communicationServices@2025-05-01' existing = {
  name: communicationName
}

resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    own,
    mapValues(
      secrets,
      secret => contains(inUse, secret) ? '@Microsoft.KeyVault(SecretUri=${vaultUrl}/secrets/${secret})' : ''
    ),
    host
  )
}
