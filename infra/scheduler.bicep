// Durable Task Scheduler: the managed backend of Durable Functions, in place of queues and tables in the storage account.

import { roles } from 'roles.bicep'

@description('Where it lives.')
param location string

@description('Tags of every resource.')
param tags object

@description('The scheduler\'s name.')
param name string

@description('The task hub\'s name.')
param hub string

@description('The object id of the app\'s identity.')
param principalId string

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'Consumption'
    }
    // An empty list shuts everybody out, and Flex Consumption has no fixed outgoing addresses. The identity is what protects it.
    ipAllowlist: ['0.0.0.0/0']
  }

  resource taskHub 'taskHubs' = {
    name: hub
  }
}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: scheduler::taskHub
  name: guid(scheduler::taskHub.id, principalId, roles.durableTaskDataContributor)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
  }
}

output endpoint string = scheduler.properties.endpoint
output hub string = scheduler::taskHub.name
