metadata description = 'A virtual network with the app and private doors to storage, Service Bus and Key Vault.'

param location string
param tags object
param name string
param storageName string
param serviceBusName string
param keyVaultName string

var storageSuffix = environment().suffixes.storage

var doors = [
  { name: 'table', zone: 'privatelink.table.${storageSuffix}', group: 'table', target: storage.id }
  { name: 'blob', zone: 'privatelink.blob.${storageSuffix}', group: 'blob', target: storage.id }
  { name: 'bus', zone: 'privatelink.servicebus.windows.net', group: 'namespace', target: serviceBus.id }
  { name: 'vault', zone: 'privatelink.vaultcore.azure.net', group: 'vault', target: keyVault.id }
]

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName
}

resource keyVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keyVaultName
}

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2024-07-01' = {
  name: 'vnet-${name}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
  }

  resource app 'subnets' = {
    name: 'app'
    properties: {
      addressPrefix: '10.20.0.0/23'
      delegations: [{ name: 'functions', properties: { serviceName: 'Microsoft.App/environments' } }]
    }
  }

  resource private 'subnets' = {
    name: 'private-endpoints'
    properties: { addressPrefix: '10.20.2.0/24' }
    // Azure changes one subnet of a network at a time.
    dependsOn: [app]
  }
}

module privateEndpoints 'private-endpoint.bicep' = [
  for door in doors: {
    params: {
      location: location
      tags: tags
      name: 'pe-${door.name}-${name}'
      zone: door.zone
      group: door.group
      targetId: door.target
      networkId: virtualNetwork.id
      subnetId: virtualNetwork::private.id
    }
  }
]

output appSubnetId string = virtualNetwork::app.id
