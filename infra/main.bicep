targetScope = 'subscription'

metadata name = 'Varslinger'
metadata description = 'One environment of Varslinger: a resource group and everything in it.'

import { budgetType, emailType, functionsType, perMinuteType, platformServicesType, serviceBusType } from 'types.bicep'

@description('Names the environment, in the resources\' names and in the app. What begins with "prod" is production.')
@minLength(2)
@maxLength(8)
param environmentName string

@description('Where everything stands that has a place.')
param location string = deployment().location

@description('Where callers reach the API, and links begin with it. Left out, the address that Azure gives the app.')
@maxLength(200)
param publicUrl string = ''

@description('The Altinn platform whose tokens are accepted.')
@allowed(['https://platform.altinn.no/', 'https://platform.tt02.altinn.no/'])
param altinnPlatformUrl string

@description('Where services of the platform are that are not below its address; each ends with a slash.')
param platformServices platformServicesType = {}

@description('Keys that operators have set in Key Vault and that the app uses. Set a key first, then name it here.')
param keysInUse ('platform-subscription-key' | 'platform-token-key' | 'maskinporten-key' | 'metrics-api-key')[] = []

@description('Our client at Maskinporten, which goes with the key "maskinporten-key".')
@maxLength(100)
param maskinportenClientId string = ''

@description('"all": every SMS is real. "allowlist": only those to listed numbers. "simulate": none.')
@allowed(['all', 'allowlist', 'simulate'])
param smsMode string

@description('Sender of SMS that name none: registered with the provider, 1 to 11 letters and digits.')
@minLength(1)
@maxLength(11)
param smsSender string

@description('Sending domain and senders of e-mail. The first sender is the default one.')
param email emailType

@description('Most that is handed to the provider in a minute, of each channel.')
param perMinute perMinuteType = {}

@description('Memory, number and readiness of the instances that run the app.')
param functions functionsType

@description('Tier and size of the Service Bus namespace.')
param serviceBus serviceBusType

@description('Redundancy of the storage account, which holds every order.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageRedundancy string

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Days that orders, their content and their addresses are kept once they are final.')
@minValue(1)
@maxValue(3650)
param feedRetentionDays int = 90

@description('First sequence number of the status feeds: above the last one of the system that callers come from.')
@minValue(1)
param feedFirstNumber int = 1

@description('Closes storage, Key Vault and Service Bus to everybody outside a virtual network of their own. Needs the tier Premium.')
param privateNetworking bool = false

@description('E-mail addresses of those who are told of dead letters, and when the budget is used up.')
@minLength(1)
@maxLength(50)
param contacts string[]

@description('Monthly budget of the resource group. People are told at 80 and 100 per cent, and when the forecast passes 100.')
param budget budgetType

@description('Object id of the group whose members set secrets, edit the allow-list and replay dead letters. Left out, nobody may.')
@maxLength(36)
param operatorsGroupId string = ''

var isProduction = startsWith(toLower(environmentName), 'prod')
var allowedSmsMode = isProduction && smsMode != 'all' ? fail('smsMode: only "all" is allowed in production') : smsMode
var allowedPrivacy = privateNetworking && serviceBus.tier != 'Premium'
  ? fail('privateNetworking: needs serviceBus.tier "Premium"')
  : privateNetworking

var slashedServices = contains(map(items(platformServices), each => endsWith(each.value, '/')), false)
  ? fail('platformServices: each ends with a slash')
  : platformServices
var pairedClientId = empty(maskinportenClientId) == contains(keysInUse, 'maskinporten-key')
  ? fail('maskinportenClientId: goes with the key "maskinporten-key"')
  : maskinportenClientId

var token = uniqueString(subscription().id, location, environmentName)
var tags = { application: 'varslinger', environment: environmentName, 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-varslinger-${environmentName}'
  location: location
  tags: tags
}

module environment 'modules/environment.bicep' = {
  scope: group
  params: {
    environmentName: environmentName
    location: location
    token: token
    tags: tags
    publicUrl: publicUrl
    altinnPlatformUrl: altinnPlatformUrl
    platformServices: slashedServices
    keysInUse: keysInUse
    maskinportenClientId: pairedClientId
    smsMode: allowedSmsMode
    smsSender: smsSender
    email: email
    perMinute: perMinute
    functions: functions
    serviceBus: serviceBus
    storageRedundancy: storageRedundancy
    logRetentionDays: logRetentionDays
    feedRetentionDays: feedRetentionDays
    feedFirstNumber: feedFirstNumber
    privateNetworking: allowedPrivacy
    contacts: contacts
    budget: budget
    operatorsGroupId: operatorsGroupId
  }
}

// Named as azd passes them on to its hooks.
@description('Where the API answers.')
output API_URL string = environment.outputs.apiUrl

@description('The app to deploy the package to.')
output FUNCTION_APP_NAME string = environment.outputs.functionAppName

@description('The vault whose secrets have to be set, see docs/operations.md.')
output KEY_VAULT_NAME string = environment.outputs.keyVaultName

@description('What the owner of the e-mail domain has to publish before the domain can be linked.')
output EMAIL_DOMAIN_RECORDS object = environment.outputs.emailDomainRecords
