metadata description = 'The few secrets that remain. They are set by an operator and never pass through a deployment.'

param location string
param tags object
param name string
param privateNetworking bool

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // The keyed-hash key cannot be made anew: without it no repeated request is recognised.
    enablePurgeProtection: true
    networkAcls: { bypass: 'AzureServices', defaultAction: privateNetworking ? 'Deny' : 'Allow' }
  }
}
