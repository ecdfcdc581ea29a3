// The account that holds what must not be lost: incident log, inbox and ledger (tables), large values and contacts (blobs), and what
// the Functions host and Durable Functions keep (blobs, queues, tables). Nobody reaches it with a key.

import { roles } from 'roles.bicep'

@description('Where the account lives.')
param location string

@description('Tags of every resource.')
param tags object

@description('The account\'s name.')
param name string

@description('How many copies are kept, and where.')
param redundancy string

@description('The container that the app is deployed from.')
param packageContainer string

@description('The object id of the app\'s identity.')
param principalId string

@description('Whether Durable Functions keeps its queues here.')
param durableQueues bool

@description('Whether the account is protected from deletion.')
param locked bool

var granted = concat([roles.storageBlobDataOwner, roles.storageTableDataContributor], durableQueues ? [roles.storageQueueDataContributor] : [])

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      containerDeleteRetentionPolicy: {
        enabled: true
        days: 14
      }
      deleteRetentionPolicy: {
        enabled: true
        days: 14
      }
    }

    resource package 'containers' = {
      name: packageContainer
    }
  }
}

resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in granted: {
    scope: account
    name: guid(account.id, principalId, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  scope: account
  name: 'incident-log'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the incident log. Tables have no undo.'
  }
}

output name string = account.name
output packageAddress string = '${account.properties.primaryEndpoints.blob}${packageContainer}'
