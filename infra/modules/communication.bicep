metadata description = 'The provider of e-mail and SMS. A sender of SMS cannot be made here: it is applied for, see docs/operations.md.'

import { emailType } from '../types.bicep'

param tags object
param name string
param emailServiceName string
param email emailType

var isAzureManaged = email.domain == 'AzureManagedDomain'

resource emailService 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: emailServiceName
  location: 'global'
  tags: tags
  properties: { dataLocation: email.dataLocation }
}

resource domain 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: emailService
  name: email.domain
  location: 'global'
  tags: tags
  properties: {
    domainManagement: isAzureManaged ? 'AzureManaged' : 'CustomerManaged'
    // Nobody is watched while reading.
    userEngagementTracking: 'Disabled'
  }
}

resource senders 'Microsoft.Communication/emailServices/domains/senderUsernames@2023-04-01' = [
  for sender in email.senders: {
    parent: domain
    name: toLower(sender.username)
    properties: { username: sender.username, displayName: sender.displayName }
  }
]

resource communication 'Microsoft.Communication/communicationServices@2025-05-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: email.dataLocation
    disableLocalAuth: true
    linkedDomains: isAzureManaged || email.isVerified ? [domain.id] : []
  }
}

output senderDomain string = domain.properties.fromSenderDomain
output domainRecords object = isAzureManaged ? {} : domain.properties.verificationRecords
