metadata description = 'Every right that anybody has. docs/security.md lists the same; a test holds both equal.'

param appIdentityName string
param eventsIdentityName string
param operatorsGroupId string
param storageName string
param serviceBusName string
param keyVaultName string
param communicationName string
param insightsName string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var roleIds = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  busDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  busDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  vaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  vaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  communicationOwner: '09976791-48a7-449e-bb21-39d1a415f350'
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

var principals = {
  app: { id: appIdentity.properties.principalId, type: 'ServicePrincipal' }
  events: { id: eventsIdentity.properties.principalId, type: 'ServicePrincipal' }
  operators: { id: operatorsGroupId, type: 'Group' }
}

// The app's host keeps its leases and the package in blobs, the app its ledger in tables.
var onStorage = [
  { who: 'app', role: 'blobDataOwner' }
  { who: 'app', role: 'tableDataContributor' }
  ...(operatorsGroupId == '' ? [] : [{ who: 'operators', role: 'tableDataContributor' }])
]
var onServiceBus = [
  { who: 'app', role: 'busDataReceiver' }
  { who: 'app', role: 'busDataSender' }
  ...(operatorsGroupId == ''
    ? []
    : [{ who: 'operators', role: 'busDataReceiver' }, { who: 'operators', role: 'busDataSender' }])
]
var onKeyVault = [
  { who: 'app', role: 'vaultSecretsUser' }
  ...(operatorsGroupId == '' ? [] : [{ who: 'operators', role: 'vaultSecretsOfficer' }])
]

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

resource eventsIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: eventsIdentityName
}

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource undelivered 'containers' existing = {
      name: 'undelivered-reports'
    }
  }
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName

  resource reports 'queues' existing = {
    name: 'delivery-reports'
  }
}

resource keyVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keyVaultName
}

resource communication 'Microsoft.Communication/communicationServices@2025-05-01' existing = {
  name: communicationName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource storageRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for right in onStorage: {
    scope: storage
    name: guid(storage.id, right.who, roleIds[right.role])
    properties: {
      principalId: principals[right.who].id
      principalType: principals[right.who].type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds[right.role])
    }
  }
]

resource serviceBusRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for right in onServiceBus: {
    scope: serviceBus
    name: guid(serviceBus.id, right.who, roleIds[right.role])
    properties: {
      principalId: principals[right.who].id
      principalType: principals[right.who].type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds[right.role])
    }
  }
]

resource keyVaultRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for right in onKeyVault: {
    scope: keyVault
    name: guid(keyVault.id, right.who, roleIds[right.role])
    properties: {
      principalId: principals[right.who].id
      principalType: principals[right.who].type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds[right.role])
    }
  }
]

resource appSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: communication
  name: guid(communication.id, 'app', roleIds.communicationOwner)
  properties: {
    principalId: principals.app.id
    principalType: principals.app.type
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.communicationOwner)
  }
}

resource appLogs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, 'app', roleIds.metricsPublisher)
  properties: {
    principalId: principals.app.id
    principalType: principals.app.type
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.metricsPublisher)
  }
}

resource eventGridDelivers 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: serviceBus::reports
  name: guid(serviceBus::reports.id, 'events', roleIds.busDataSender)
  properties: {
    principalId: principals.events.id
    principalType: principals.events.type
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.busDataSender)
  }
}

resource eventGridKeepsUndelivered 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::blobs::undelivered
  name: guid(storage::blobs::undelivered.id, 'events', roleIds.blobDataContributor)
  properties: {
    principalId: principals.events.id
    principalType: principals.events.type
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.blobDataContributor)
  }
}
