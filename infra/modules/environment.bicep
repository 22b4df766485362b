metadata description = 'Everything in the resource group, in the order of who needs whom.'

import { budgetType, emailType, functionsType, perMinuteType, platformServicesType, serviceBusType } from '../types.bicep'

param environmentName string
param location string
param token string
param tags object
param publicUrl string
param altinnPlatformUrl string
param platformServices platformServicesType
param keysInUse string[]
param maskinportenClientId string
param smsMode string
param smsSender string
param email emailType
param perMinute perMinuteType
param functions functionsType
param serviceBus serviceBusType
param storageRedundancy string
param logRetentionDays int
param feedRetentionDays int
param feedFirstNumber int
param privateNetworking bool
param contacts string[]
param budget budgetType
param operatorsGroupId string

// Globally unique, and short enough for all that carry one of them.
var shortName = '${environmentName}${token}'
var longName = 'varslinger-${environmentName}-${token}'

// Names are known before anything exists, so that what-if can tell what would happen.
var names = {
  app: longName
  appIdentity: 'id-${longName}-app'
  eventsIdentity: 'id-${longName}-events'
  storage: 'vs${shortName}'
  serviceBus: longName
  keyVault: 'kv${shortName}'
  communication: 'acs-${longName}'
  emailService: 'acse-${longName}'
  insights: 'appi-${longName}'
  workspace: 'log-${longName}'
  topic: 'evgt-${longName}'
}
// Of Azure's own domain only Azure knows the name.
var senderDomain = email.domain == 'AzureManagedDomain' ? communication.outputs.senderDomain : email.domain
var baseUri = publicUrl == '' ? 'https://${names.app}.azurewebsites.net' : publicUrl

module identities 'identities.bicep' = {
  params: { location: location, tags: tags, appName: names.appIdentity, eventsName: names.eventsIdentity }
}

module monitoring 'monitoring.bicep' = {
  params: {
    location: location
    tags: tags
    workspaceName: names.workspace
    insightsName: names.insights
    retentionDays: logRetentionDays
  }
}

module storage 'storage.bicep' = {
  params: {
    location: location
    tags: tags
    name: names.storage
    redundancy: storageRedundancy
    privateNetworking: privateNetworking
  }
}

module bus 'service-bus.bicep' = {
  params: {
    location: location
    tags: tags
    name: names.serviceBus
    size: serviceBus
    privateNetworking: privateNetworking
  }
}

module vault 'key-vault.bicep' = {
  params: { location: location, tags: tags, name: names.keyVault, privateNetworking: privateNetworking }
}

module communication 'communication.bicep' = {
  params: { tags: tags, name: names.communication, emailServiceName: names.emailService, email: email }
}

module network 'network.bicep' = if (privateNetworking) {
  params: {
    location: location
    tags: tags
    name: longName
    storageName: names.storage
    serviceBusName: names.serviceBus
    keyVaultName: names.keyVault
  }
  dependsOn: [storage, bus, vault]
}

module roles 'roles.bicep' = {
  params: {
    appIdentityName: names.appIdentity
    eventsIdentityName: names.eventsIdentity
    operatorsGroupId: operatorsGroupId
    storageName: names.storage
    serviceBusName: names.serviceBus
    keyVaultName: names.keyVault
    communicationName: names.communication
    insightsName: names.insights
  }
  dependsOn: [identities, storage, bus, vault, communication, monitoring]
}

module events 'events.bicep' = {
  params: {
    tags: tags
    name: names.topic
    identityName: names.eventsIdentity
    communicationName: names.communication
    serviceBusName: names.serviceBus
    storageName: names.storage
  }
  // Event Grid refuses a subscription whose identity may not deliver yet.
  dependsOn: [roles]
}

module app 'function-app.bicep' = {
  params: {
    location: location
    tags: tags
    name: names.app
    identityName: names.appIdentity
    storageName: names.storage
    subnetId: network.?outputs.appSubnetId ?? ''
    size: functions
  }
  dependsOn: [roles]
}

module settings 'app-settings.bicep' = {
  params: {
    appName: names.app
    identityName: names.appIdentity
    insightsName: names.insights
    storageName: names.storage
    serviceBusName: names.serviceBus
    keyVaultName: names.keyVault
    communicationName: names.communication
    environmentName: environmentName
    baseUri: baseUri
    altinnPlatformUrl: altinnPlatformUrl
    platformServices: platformServices
    keysInUse: keysInUse
    maskinportenClientId: maskinportenClientId
    defaultEmailFromAddress: '${email.senders[0].username}@${senderDomain}'
    smsSender: smsSender
    smsMode: smsMode
    perMinute: perMinute
    feedFirstNumber: feedFirstNumber
    feedRetentionDays: feedRetentionDays
    agendaShards: functions.agendaShards
  }
  dependsOn: [app, monitoring]
}

module alerts 'alerts.bicep' = {
  params: {
    tags: tags
    name: longName
    contacts: contacts
    serviceBusName: names.serviceBus
    topicName: names.topic
  }
  dependsOn: [bus, events]
}

module money 'budget.bicep' = {
  params: { name: 'budget-varslinger-${environmentName}', contacts: contacts, budget: budget }
}

output apiUrl string = baseUri
output functionAppName string = names.app
output keyVaultName string = names.keyVault
output emailDomainRecords object = communication.outputs.domainRecords
