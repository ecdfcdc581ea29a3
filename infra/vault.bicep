// The vault for every secret, and the app's own keys in it.

import { roles } from 'roles.bicep'

@description('Where the vault lives.')
param location string

@description('Tags of every resource.')
param tags object

@description('The vault\'s name.')
param name string

@description('Whether deleted secrets can be destroyed by nobody for 90 days.')
param purgeProtection bool

@description('The object id of the app\'s identity, which reads secrets.')
param principalId string

@description('The object id of the person or group that writes secrets.')
param officerId string

@secure()
@description('Random text for keys that do not exist yet. The deployment service makes it; nobody has to give it.')
param seed string = '${newGuid()}${newGuid()}'

// Each is mixed from the seed and its own name only to differ from the others: the entropy is that of two random ids, 244 bits.
var keys = ['INCIDENTS-LINK-KEY', 'INCIDENTS-CONTACT-KEY', 'INCIDENTS-REPORTER-KEY', 'INCIDENTS-CALL-KEY']

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // The service refuses "false".
    enablePurgeProtection: purgeProtection ? true : null
    publicNetworkAccess: 'Enabled'
  }
}

// Only written when absent: a second deployment must not void links, or make contact data unreadable.
@onlyIfNotExists()
resource secrets 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = [
  for key in keys: {
    parent: vault
    name: key
    properties: {
      contentType: 'base64'
      value: base64('${key}${seed}')
    }
  }
]

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, roles.keyVaultSecretsUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

resource officer 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(officerId)) {
  scope: vault
  name: guid(vault.id, officerId, roles.keyVaultSecretsOfficer)
  properties: {
    principalId: officerId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
  }
}

output name string = vault.name
