// The function app on a Flex Consumption plan. Its settings are listed, with who reads each, in docs/azure.md.

@description('Where the app lives.')
param location string

@description('Tags of every resource.')
param tags object

@description('The plan\'s name.')
param planName string

@description('The app\'s name.')
param name string

@description('The service\'s name in azure.yaml.')
param serviceName string

@description('The resource id of the app\'s identity.')
param identityId string

@description('The address of the container that the app is deployed from.')
param packageAddress string

@description('Memory of an instance, in MB.')
param instanceMemoryMB int

@description('The most instances at a time.')
param maximumInstanceCount int

@description('Instances that are kept warm for HTTP.')
param alwaysReadyHttp int

@description('Where people reach the app. Empty: its own address.')
param baseAddress string

@description('The other settings by name. They hold no secret, only references to the vault.')
param settings object

var address = empty(baseAddress) ? 'https://${app.properties.defaultHostName}' : baseAddress

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': serviceName })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageAddress
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyHttp == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyHttp
              }
            ]
      }
    }
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
    }
  }

  // Publishing by user name and password is closed: deployments come with a Microsoft Entra token.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(settings, { INCIDENTS_BASE_ADDRESS: address })
  }
}

output name string = app.name
output address string = address
