metadata description = 'Who the app is, and who Event Grid is when it delivers. Neither has a password.'

param location string
param tags object
param appName string
param eventsName string

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: appName
  location: location
  tags: tags
}

resource events 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: eventsName
  location: location
  tags: tags
}
