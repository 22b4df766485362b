using 'main.bicep'

// For trying things out: Azure's own e-mail domain, no SMS to anybody, the smallest of everything.
param environmentName = 'dev'
param altinnPlatformUrl = 'https://platform.tt02.altinn.no/'
param smsMode = 'simulate'
param smsSender = 'Varslinger'
param email = {
  domain: 'AzureManagedDomain'
  isVerified: true
  dataLocation: 'Norway'
  senders: [{ username: 'DoNotReply', displayName: 'Varslinger (dev)' }]
}
param functions = {
  instanceMemoryMB: 512
  maximumInstanceCount: 40
  alwaysReadyHttp: 0
  alwaysReadySenders: 0
  updateStrategy: 'Recreate'
  agendaShards: 1
}
param serviceBus = { tier: 'Standard', capacity: 1, queueMegabytes: 1024 }
param storageRedundancy = 'Standard_LRS'
param contacts = ['drift@example.no']
param budget = { amount: 500, startDate: '2026-12-01' }
