// Who watches the watcher: rules over the app's log that mail people by Azure's own way, not by the app's.
// Events are found by their ids, which are stable, or by words of their messages where the ids do not come through.

@description('Where the rules live.')
param location string

@description('Tags of every resource.')
param tags object

@description('The action group\'s name.')
param groupName string

@description('Who is told.')
param mail string

@description('The workspace that the rules read.')
param workspaceId string

@description('Begins the rules\' names, so that several environments can be told apart.')
param prefix string

var rules = [
  {
    name: 'watchdog-silent'
    text: 'The watchdog has not finished a round for 15 minutes: deadlines may pass unserved. See docs/azure.md, "When an alert comes".'
    severity: 1
    query: 'union (AppRequests | where Success and Name has "Watchdog"), (AppTraces | where Message startswith "Executed \'Functions.Watchdog\' (Succeeded")'
    operator: 'LessThan'
    threshold: 1
    window: 'PT15M'
  }
  {
    name: 'incident-overdue'
    text: 'An incident\'s deadline passed unserved, or was struck and not served. The watchdog moves the incident; find out why nothing else did.'
    severity: 1
    query: 'AppTraces | where toint(Properties.EventId) in (1001, 5201, 5202) or Message has "was overdue by"'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT5M'
  }
  {
    name: 'quarantine'
    text: 'A sender wrote something that is authentic but cannot be used. It is in quarantine, in the console; no incident came of it.'
    severity: 2
    query: 'AppTraces | where toint(Properties.EventId) == 1201 or Message has "is in quarantine"'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT5M'
  }
  {
    name: 'errors'
    text: 'The app or its host logged an error: storage, vault or mail cannot be reached, or a turn of an incident failed.'
    severity: 2
    query: 'AppTraces | where SeverityLevel >= 3'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
]

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: groupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'incidents'
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: mail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${prefix}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Incident Functions: ${rule.name}'
      description: rule.text
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: rule.window
      autoMitigate: true
      // The tables have no rows, and some no columns yet, before the app has run.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [group.id]
      }
    }
  }
]
