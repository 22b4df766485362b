import { property, type Snapshot } from './snapshot.ts'

/** What every resource of a type must say: nobody comes in by a key or a password, nothing speaks less than TLS 1.2. */
const closed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'Microsoft.Communication/communicationServices': { disableLocalAuth: true },
  'Microsoft.Communication/emailServices/domains': { userEngagementTracking: 'Disabled' },
  'Microsoft.Insights/components': { DisableLocalAuth: true },
  'Microsoft.KeyVault/vaults': { enableRbacAuthorization: true, enablePurgeProtection: true, enableSoftDelete: true },
  'Microsoft.OperationalInsights/workspaces': { 'features.disableLocalAuth': true },
  'Microsoft.ServiceBus/namespaces': { disableLocalAuth: true, minimumTlsVersion: '1.2' },
  'Microsoft.ServiceBus/namespaces/queues': { requiresDuplicateDetection: true },
  'Microsoft.Storage/storageAccounts': {
    allowSharedKeyAccess: false,
    allowBlobPublicAccess: false,
    allowCrossTenantReplication: false,
    minimumTlsVersion: 'TLS1_2',
    supportsHttpsTrafficOnly: true,
  },
  'Microsoft.Web/sites': {
    httpsOnly: true,
    'siteConfig.minTlsVersion': '1.2',
    'siteConfig.scmMinTlsVersion': '1.2',
    'siteConfig.ftpsState': 'Disabled',
  },
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': { allow: false },
}

/** Types that nobody can come in by, or that other tests look at. */
const doorless = new Set([
  'Microsoft.Authorization/roleAssignments',
  'Microsoft.Communication/emailServices',
  'Microsoft.Communication/emailServices/domains/senderUsernames',
  'Microsoft.Consumption/budgets',
  'Microsoft.EventGrid/systemTopics',
  'Microsoft.EventGrid/systemTopics/eventSubscriptions',
  'Microsoft.Insights/actionGroups',
  'Microsoft.Insights/metricAlerts',
  'Microsoft.ManagedIdentity/userAssignedIdentities',
  'Microsoft.Network/privateDnsZones',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  'Microsoft.Network/privateEndpoints',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  'Microsoft.Network/virtualNetworks',
  'Microsoft.Network/virtualNetworks/subnets',
  'Microsoft.Resources/resourceGroups',
  'Microsoft.ServiceBus/namespaces/networkRuleSets',
  'Microsoft.Storage/storageAccounts/blobServices',
  'Microsoft.Storage/storageAccounts/blobServices/containers',
  'Microsoft.Storage/storageAccounts/managementPolicies',
  'Microsoft.Storage/storageAccounts/tableServices',
  'Microsoft.Storage/storageAccounts/tableServices/tables',
  'Microsoft.Web/serverfarms',
  'Microsoft.Web/sites/config',
])

/** Doors that stand open, and types that nobody has judged. */
export const openDoors = ({ predictedResources }: Snapshot): string[] =>
  predictedResources.flatMap((resource) => {
    const rules = closed[resource.type]
    if (rules === undefined) return doorless.has(resource.type) ? [] : [`${resource.type} is not judged here`]
    return Object.entries(rules)
      .filter(([path, value]) => property(resource, path) !== value)
      .map(([path]) => `${resource.type}: ${path}`)
  })

/** Of a private environment: what can be reached from outside its network besides the API. */
export const reachable = ({ predictedResources }: Snapshot): string[] =>
  predictedResources.flatMap((resource) => {
    const guards: Readonly<Record<string, readonly [string, string]>> = {
      'Microsoft.KeyVault/vaults': ['networkAcls.defaultAction', 'Deny'],
      'Microsoft.ServiceBus/namespaces': ['publicNetworkAccess', 'Disabled'],
      'Microsoft.Storage/storageAccounts': ['networkAcls.defaultAction', 'Deny'],
    }
    const guard = guards[resource.type]
    return guard === undefined || property(resource, guard[0]) === guard[1] ? [] : [resource.type]
  })
