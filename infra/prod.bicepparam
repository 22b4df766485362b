using 'main.bicep'

// Production: every message is real, nothing but the API can be reached from outside.
param environmentName = 'prod'
param publicUrl = 'https://varslinger.example.no'
param altinnPlatformUrl = 'https://platform.altinn.no/'
param keysInUse = ['platform-subscription-key', 'platform-token-key', 'maskinporten-key', 'metrics-api-key']
param maskinportenClientId = '00000000-0000-4000-8000-000000000002'
param smsMode = 'all'
param smsSender = 'Varslinger'
param email = {
  domain: 'varslinger.example.no'
  isVerified: true
  dataLocation: 'Norway'
  senders: [{ username: 'noreply', displayName: 'Varslinger' }]
}
param functions = {
  instanceMemoryMB: 2048
  maximumInstanceCount: 100
  alwaysReadyHttp: 2
  alwaysReadySenders: 1
  updateStrategy: 'RollingUpdate'
  agendaShards: 8
}
param serviceBus = { tier: 'Premium', capacity: 1, queueMegabytes: 5120 }
param storageRedundancy = 'Standard_GZRS'
param logRetentionDays = 90
param privateNetworking = true
param contacts = ['drift@example.no', 'okonomi@example.no']
param budget = { amount: 100000, startDate: '2026-12-01' }
param operatorsGroupId = '00000000-0000-4000-8000-000000000001'
