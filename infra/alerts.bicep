// Who watches the watcher: rules over the app's log that mail people by Azure's own way, not by the app's.
// Events are found by their ids, which are stable; docs/azure.md lists them.

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
    query: 'AppTraces | where toint(Properties.EventId) == 5101'
    operator: 'LessThan'
    threshold: 1
    window: 'PT15M'
  }
  {
    name: 'incident-overdue'
    text: 'An incident\'s deadline passed unserved, or was struck and not served. The watchdog advances it; find out why the orchestration did not.'
    severity: 1
    query: 'AppTraces | where toint(Properties.EventId) in (1001, 5102)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT5M'
  }
  {
    name: 'quarantine'
    text: 'A sender wrote something that is authentic but cannot be read. It is in quarantine, in the console; no incident came of it.'
    severity: 2
    query: 'AppTraces | where toint(Properties.EventId) in (1201, 5103)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT5M'
  }
  {
    name: 'errors'
    text: 'The app logged an error of its own: the log or the inbox could not be read or written, or a turn of an incident failed.'
    severity: 2
    query: 'AppTraces | where SeverityLevel >= 3 and tostring(Properties.CategoryName) startswith "Incidents."'
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
