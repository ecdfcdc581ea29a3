// Mail: a Communication Services resource, and the domain that mails come from. Azure's own domain works at once, but lets out only 10 mails an
// hour; docs/azure.md tells how a domain of the company replaces it.

import { roles } from 'roles.bicep'

@description('Tags of every resource.')
param tags object

@description('The communication service\'s name.')
param name string

@description('The e-mail service\'s name.')
param emailName string

@description('The geography that keeps the mails\' data.')
param dataLocation string

@description('The resource id of a verified domain of the company. Empty: Azure\'s own domain.')
param ownDomainId string

@description('The sender\'s address at the company\'s domain. Empty: Azure\'s own.')
param ownSender string

@description('The object id of the app\'s identity.')
param principalId string

@description('Whether the identity gets a role of its own that can only send, or the built-in one.')
param customRole bool

resource email 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: emailName
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
  }

  resource domain 'domains' = {
    name: 'AzureManagedDomain'
    location: 'global'
    tags: tags
    properties: {
      domainManagement: 'AzureManaged'
      // Tracking rewrites the links in mails: approvals would pass through somebody else's server.
      userEngagementTracking: 'Disabled'
    }
  }
}

resource service 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: concat([email::domain.id], empty(ownDomainId) ? [] : [ownDomainId])
  }
}

// The least that sending by Microsoft Entra needs; the built-in role could also delete the service and list its keys.
resource sender 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (customRole) {
  name: guid(service.id, 'mail sender')
  properties: {
    roleName: 'Incident mail sender (${name})'
    description: 'Sends mail through Communication Services, and nothing else.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.Communication/CommunicationServices/Read'
          'Microsoft.Communication/CommunicationServices/Write'
          'Microsoft.Communication/EmailServices/Write'
        ]
        notActions: []
      }
    ]
  }
}

var builtIn = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.communicationAndEmailServiceOwner)

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: service
  name: guid(service.id, principalId, customRole ? 'mail sender' : roles.communicationAndEmailServiceOwner)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: customRole ? sender.id : builtIn
  }
}

output endpoint string = 'https://${service.properties.hostName}'
output sender string = empty(ownSender) ? 'DoNotReply@${email::domain.properties.mailFromSenderDomain}' : ownSender
