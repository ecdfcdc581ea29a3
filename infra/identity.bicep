// The app's identity. Assigned by hand instead of the system's own, so that roles, and Graph's permissions, exist before the app does and outlive it.

@description('Where the identity lives.')
param location string

@description('Tags of every resource.')
param tags object

@description('The identity\'s name.')
param name string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
