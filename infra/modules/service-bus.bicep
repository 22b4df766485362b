metadata description = 'The queues, as infra/queues.json describes them.'

import { serviceBusType } from '../types.bicep'

param location string
param tags object
param name string
param size serviceBusType
param privateNetworking bool

var queues = loadJsonContent('../queues.json')
var isPremium = size.tier == 'Premium'
var publicNetworkAccess = privateNetworking ? 'Disabled' : 'Enabled'

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: isPremium
    ? { name: 'Premium', tier: 'Premium', capacity: size.capacity }
    : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: publicNetworkAccess
  }
}

resource described 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for queue in items(queues): {
    parent: namespace
    name: queue.key
    properties: {
      maxSizeInMegabytes: size.queueMegabytes
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: queue.value.duplicateDetectionHistoryTimeWindow
      lockDuration: queue.value.lockDuration
      maxDeliveryCount: queue.value.maxDeliveryCount
      defaultMessageTimeToLive: queue.value.defaultMessageTimeToLive
      deadLetteringOnMessageExpiration: queue.value.deadLetteringOnMessageExpiration
    }
  }
]

// Event Grid has no place in the virtual network: it comes in as a trusted service, by its identity.
resource networkRules 'Microsoft.ServiceBus/namespaces/networkRuleSets@2024-01-01' = if (isPremium) {
  parent: namespace
  name: 'default'
  properties: {
    publicNetworkAccess: publicNetworkAccess
    defaultAction: privateNetworking ? 'Deny' : 'Allow'
    trustedServiceAccessEnabled: true
  }
}
