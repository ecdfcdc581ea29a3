// The app's settings, but for its own address, which app.bicep adds. Identities everywhere; a secret is a reference to the vault, which the platform resolves at start.

@description('The client id of the app\'s identity.')
param clientId string

@description('The account of the log and of Functions.')
param storageName string

@description('The account of the status page.')
param siteName string

@description('Where the public finds the status page.')
param siteAddress string

@description('The vault.')
param vaultName string

@description('More variables that come from the vault, with commas between.')
param secretNames string

@description('The communication service\'s address.')
param mailEndpoint string

@description('Who mails come from.')
param mailSender string

@description('Where telemetry goes.')
param insightsConnection string

@description('The Durable Task Scheduler\'s address. Empty: Durable Functions uses the storage account.')
param schedulerEndpoint string

@description('The task hub\'s name.')
param hub string

var own = ['INCIDENTS_LINK_KEY', 'INCIDENTS_CONTACT_KEY', 'INCIDENTS_REPORTER_KEY', 'INCIDENTS_CALL_KEY']
var named = filter(map(split(secretNames, ','), name => trim(name)), name => !empty(name))

// A secret's name in a vault has no underscores.
var secrets = toObject(union(own, named), name => name, name => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${replace(name, '_', '-')})')

var always = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: clientId
  // The address itself leads to the console, not to the platform's own page.
  AzureWebJobsDisableHomepage: 'true'
  AZURE_CLIENT_ID: clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
  INCIDENTS_CONFIGURATION: 'response.json'
  INCIDENTS_STORAGE__accountName: storageName
  INCIDENTS_SITE__accountName: siteName
  INCIDENTS_SITE_ADDRESS: siteAddress
  ACS_ENDPOINT: mailEndpoint
  ACS_SENDER: mailSender
}

// These override host.json, which is written for the storage account.
var durable = empty(schedulerEndpoint)
  ? {}
  : {
      AzureFunctionsJobHost__extensions__durableTask__hubName: hub
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${clientId}'
    }

output values object = union(always, durable, secrets)
