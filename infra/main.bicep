// Incident Functions on Azure: one resource group with everything in it. "azd up" deploys it; docs/azure.md explains it.
targetScope = 'subscription'

@minLength(1)
@maxLength(64)
@description('The environment\'s name; resources are named after it.')
param environmentName string

@minLength(1)
@description('The region. It must offer Flex Consumption: az functionapp list-flexconsumption-locations.')
@metadata({ azd: { type: 'location' } })
param location string

@minLength(3)
@description('The address that Azure Monitor writes to when the system itself is in trouble. Choose one that is read at night.')
param alertMail string

@description('Where people\'s browsers reach the app, https and without a last slash. Empty: the app\'s own address.')
param baseAddress string = ''

@description('Where the public finds the status page, https and with a last slash. Empty: the storage account\'s own address.')
param siteAddress string = ''

@description('Names of environment variables that response.json refers to, with commas between. Each is read from the vault\'s secret of the same name, with hyphens for underscores.')
param secretNames string = ''

@allowed([
  'Africa'
  'Asia Pacific'
  'Australia'
  'Brazil'
  'Canada'
  'Europe'
  'France'
  'Germany'
  'India'
  'Japan'
  'Korea'
  'Norway'
  'Switzerland'
  'UAE'
  'UK'
  'United States'
])
@description('The geography in which Communication Services keeps data of mails. It cannot be changed later.')
param mailDataLocation string = 'Europe'

@description('The resource id of a verified mail domain of the company. Empty: a domain of Azure\'s, good for 10 mails an hour.')
param mailDomainId string = ''

@description('The sender\'s address at mailDomainId, such as incidents@contoso.example. Needed with mailDomainId.')
param mailSender string = ''

@allowed(['custom', 'builtIn'])
@description('custom: a role that can only send mail, which takes the right to define roles. builtIn: Communication and Email Service Owner.')
param mailRole string = 'custom'

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
@description('How storage is copied: LRS within a building, ZRS over three zones of the region, GRS and GZRS also to a second region. A region without zones needs LRS or GRS.')
param storageRedundancy string = 'Standard_ZRS'

@allowed(['storage', 'scheduler'])
@description('Where Durable Functions keeps its state: the storage account, or a Durable Task Scheduler. Changing it starts every open incident\'s orchestration anew.')
param durableBackend string = 'storage'

@allowed([512, 2048, 4096])
@description('Memory of an instance, in MB. Functions host and worker need about 700 MB under load.')
param instanceMemoryMB int = 2048

@minValue(1)
@maxValue(1000)
@description('The most instances at a time.')
param maximumInstanceCount int = 40

@minValue(0)
@maxValue(20)
@description('Instances kept warm for HTTP. 0 costs nothing, and lets a sender wait for a cold start of some seconds; some senders give up after one.')
param alwaysReadyHttp int = 1

@minValue(30)
@maxValue(730)
@description('How long logs are kept, in days. The first 90 are free for what the app writes.')
param logRetentionDays int = 90

@minValue(-1)
@maxValue(100)
@description('The most that is logged in a day, in GB; -1 for no limit. Past it the watchdog\'s alert fires, because its sign of life is missing.')
param logDailyQuotaGb int = 2

@description('Whether the vault keeps deleted secrets for 90 days against everybody. It cannot be switched off again; false suits a trial.')
param purgeProtection bool = true

@description('Whether the account with the incident log is locked against deletion; then "azd down" stops until the lock is removed.')
param lockStorage bool = false

@description('The object id of the person or group that may write secrets into the vault. Default: whoever deploys. Empty: nobody.')
param vaultOfficerId string = deployer().objectId

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var hub = 'incidents'
var onScheduler = durableBackend == 'scheduler'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  scope: group
  params: { location: location, tags: tags, name: 'id-incidents-${token}' }
}

module storage 'storage.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: 'st${token}'
    redundancy: storageRedundancy
    packageContainer: 'app-package'
    principalId: identity.outputs.principalId
    durableQueues: !onScheduler
    locked: lockStorage
  }
}

module site 'site.bicep' = {
  scope: group
  params: { location: location, tags: tags, name: 'stweb${token}', redundancy: storageRedundancy, principalId: identity.outputs.principalId }
}

module vault 'vault.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: 'kv-${token}'
    purgeProtection: purgeProtection
    principalId: identity.outputs.principalId
    officerId: vaultOfficerId
  }
}

module mail 'mail.bicep' = {
  scope: group
  params: {
    tags: tags
    name: 'acs-${token}'
    emailName: 'acse-${token}'
    dataLocation: mailDataLocation
    ownDomainId: mailDomainId
    ownSender: mailSender
    principalId: identity.outputs.principalId
    customRole: mailRole == 'custom'
  }
}

module monitoring 'monitoring.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: 'log-${token}'
    name: 'appi-${token}'
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
    principalId: identity.outputs.principalId
  }
}

module scheduler 'scheduler.bicep' = if (onScheduler) {
  scope: group
  params: { location: location, tags: tags, name: 'dts-${token}', hub: hub, principalId: identity.outputs.principalId }
}

module settings 'settings.bicep' = {
  scope: group
  params: {
    clientId: identity.outputs.clientId
    storageName: storage.outputs.name
    siteName: site.outputs.name
    siteAddress: empty(siteAddress) ? site.outputs.address : siteAddress
    vaultName: vault.outputs.name
    secretNames: secretNames
    mailEndpoint: mail.outputs.endpoint
    mailSender: mail.outputs.sender
    insightsConnection: monitoring.outputs.connectionString
    schedulerEndpoint: scheduler.?outputs.endpoint ?? ''
    hub: hub
  }
}

module app 'app.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    planName: 'asp-${token}'
    name: 'func-incidents-${token}'
    serviceName: 'incidents'
    identityId: identity.outputs.id
    packageAddress: storage.outputs.packageAddress
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyHttp: alwaysReadyHttp
    baseAddress: baseAddress
    settings: settings.outputs.values
  }
}

module alerts 'alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    groupName: 'ag-${token}'
    mail: alertMail
    workspaceId: monitoring.outputs.workspaceId
    prefix: 'alert-${token}'
  }
}

// azd keeps these in the environment; hooks and people use them. None is a secret.
output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output INCIDENTS_APP string = app.outputs.name
output INCIDENTS_IDENTITY_CLIENT_ID string = identity.outputs.clientId
output INCIDENTS_IDENTITY_OBJECT_ID string = identity.outputs.principalId
output INCIDENTS_SITE_ACCOUNT string = site.outputs.name
output INCIDENTS_STATUS_ADDRESS string = empty(siteAddress) ? site.outputs.address : siteAddress
output INCIDENTS_STORAGE_ACCOUNT string = storage.outputs.name
output INCIDENTS_VAULT string = vault.outputs.name
output INCIDENTS_ADDRESS string = app.outputs.address
output INCIDENTS_MAIL_SENDER string = mail.outputs.sender
