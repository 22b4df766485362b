@export()
@description('Sending domain and senders of e-mail.')
type emailType = {
  @description('The domain, or "AzureManagedDomain" for one of Azure\'s own, with small quotas, for trying things out.')
  @minLength(4)
  @maxLength(253)
  domain: string

  @description('Whether the records of the domain have been published and verified; until then it cannot be linked.')
  isVerified: bool

  @description('Where the provider keeps its data.')
  dataLocation: 'Norway' | 'Europe'

  @description('Who may send: the part before the "@", and the name that people see.')
  @minLength(1)
  @maxLength(10)
  senders: senderType[]
}

type senderType = {
  @minLength(1)
  @maxLength(64)
  username: string

  @minLength(1)
  @maxLength(100)
  displayName: string
}

@export()
@description('Services of the platform that are not below its address.')
type platformServicesType = {
  @maxLength(200)
  profileUrl: string?

  @maxLength(200)
  registerUrl: string?

  @maxLength(200)
  authorizationUrl: string?
}

@export()
@description('Most that is handed to the provider in a minute; what is left out has no limit of ours.')
type perMinuteType = {
  @minValue(1)
  @maxValue(10000000)
  emails: int?

  @minValue(1)
  @maxValue(10000000)
  sms: int?
}

@export()
@description('Memory, number and readiness of the instances that run the app.')
type functionsType = {
  instanceMemoryMB: 512 | 2048 | 4096

  @description('For every function that scales by itself, and for all HTTP functions together.')
  @minValue(40)
  @maxValue(1000)
  maximumInstanceCount: int

  @description('Instances that are kept warm for the HTTP functions.')
  @minValue(0)
  @maxValue(20)
  alwaysReadyHttp: int

  @description('Instances that are kept warm for each function that sends.')
  @minValue(0)
  @maxValue(20)
  alwaysReadySenders: int

  @description('How running instances take up a new package; "RollingUpdate" lets what runs finish first.')
  updateStrategy: 'RollingUpdate' | 'Recreate'

  @description('Partitions of a minute of the agenda: more of them carry more orders that are due at once.')
  @minValue(1)
  @maxValue(64)
  agendaShards: int
}

@export()
@description('Tier and size of the Service Bus namespace.')
type serviceBusType = {
  tier: 'Standard' | 'Premium'

  @description('Messaging units, counted with the tier Premium only.')
  capacity: 1 | 2 | 4 | 8 | 16

  @description('Size of each queue.')
  queueMegabytes: 1024 | 2048 | 3072 | 4096 | 5120
}

@export()
@description('Monthly budget of the resource group.')
type budgetType = {
  @description('In the currency of the subscription.')
  @minValue(1)
  @maxValue(10000000)
  amount: int

  @description('First day of the month that counting begins in, as 2026-12-01. Cannot be changed later.')
  @minLength(10)
  @maxLength(10)
  startDate: string
}
