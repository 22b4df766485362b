metadata description = 'The app on Flex Consumption. What it is told stands in app-settings.bicep.'

import { functionsType } from '../types.bicep'

param location string
param tags object
param name string
param identityName string
param storageName string
param subnetId string
param size functionsType

// One entry per function that scales by itself and that somebody waits for; "http" stands for all HTTP functions.
var alwaysReady = filter(
  [
    { name: 'http', instanceCount: size.alwaysReadyHttp }
    { name: 'function:send-email', instanceCount: size.alwaysReadySenders }
    { name: 'function:send-sms', instanceCount: size.alwaysReadySenders }
  ],
  each => each.instanceCount > 0
)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource package 'containers' existing = {
      name: 'app-package'
    }
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: subnetId == '' ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      runtime: { name: 'node', version: '24' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storage.name}.blob.${environment().suffixes.storage}/${storage::blobs::package.name}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: size.instanceMemoryMB
        maximumInstanceCount: size.maximumInstanceCount
        alwaysReady: alwaysReady
      }
      // Bicep's types do not know it yet: https://learn.microsoft.com/azure/azure-functions/flex-consumption-site-updates
      ...any({ siteUpdateStrategy: { type: size.updateStrategy } })
    }
  }

  // Packages come from those whom Azure knows, not from those who know a password.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}
