// The account of the public status page, apart from the log: everybody reads it, and a crowd on the page must not slow the log down.
// Its static website is switched on by a hook in azure.yaml, because Resource Manager has no property for it.

import { roles } from 'roles.bicep'

@description('Where the account lives.')
param location string

@description('Tags of every resource.')
param tags object

@description('The account\'s name.')
param name string

@description('How many copies are kept, and where.')
param redundancy string

@description('The object id of the app\'s identity.')
param principalId string

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
    // The website is public all the same; this keeps every other container closed.
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
      // Everything on the page is public; portals and widgets of other origins read its API.
      cors: {
        corsRules: [
          {
            allowedOrigins: ['*']
            allowedMethods: ['GET', 'HEAD', 'OPTIONS']
            allowedHeaders: ['*']
            exposedHeaders: ['ETag']
            maxAgeInSeconds: 3600
          }
        ]
      }
      deleteRetentionPolicy: {
        enabled: true
        days: 14
      }
    }
  }
}

resource publisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, principalId, roles.storageBlobDataContributor)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
  }
}

output name string = account.name
output address string = account.properties.primaryEndpoints.web
