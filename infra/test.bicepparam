using 'main.bicep'

// Where callers test: e-mail goes out, SMS only to numbers on the allow-list.
param environmentName = 'test'
param publicUrl = 'https://varslinger.test.example.no'
param altinnPlatformUrl = 'https://platform.tt02.altinn.no/'
param keysInUse = ['platform-subscription-key', 'platform-token-key', 'maskinporten-key']
param maskinportenClientId = '00000000-0000-4000-8000-000000000002'
param smsMode = 'allowlist'
param smsSender = 'Varslinger'
param email = {
  domain: 'test.example.no'
  isVerified: true
  dataLocation: 'Norway'
  senders: [{ username: 'noreply', displayName: 'Varslinger (test)' }]
}
param functions = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 40
  alwaysReadyHttp: 0
  alwaysReadySenders: 0
  updateStrategy: 'RollingUpdate'
  agendaShards: 4
}
param serviceBus = { tier: 'Standard', capacity: 1, queueMegabytes: 2048 }
param storageRedundancy = 'Standard_ZRS'
param contacts = ['drift@example.no']
param budget = { amount: 5000, startDate: '2026-12-01' }
param operatorsGroupId = '00000000-0000-4000-8000-000000000001'
