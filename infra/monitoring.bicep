// Logs and traces: Application Insights on a workspace of its own, written to by identity only.

import { roles } from 'roles.bicep'

@description('Where both live.')
param location string

@description('Tags of every resource.')
param tags object

@description('The workspace\'s name.')
param workspaceName string

@description('The Application Insights resource\'s name.')
param name string

@description('How long logs are kept, in days.')
param retentionDays int

@description('What may be written in a day, in GB; what comes after it is lost. -1: without a limit.')
param dailyQuotaGb int

@description('The object id of the app\'s identity.')
param principalId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyQuotaGb
    }
    features: {
      disableLocalAuth: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

resource publisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, principalId, roles.monitoringMetricsPublisher)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
  }
}

output workspaceId string = workspace.id
// Says where telemetry goes. Without local authentication it lets nobody write.
output connectionString string = insights.properties.ConnectionString
