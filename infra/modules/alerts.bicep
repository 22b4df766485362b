metadata description = 'Tells people of messages that nobody works on any more.'

param tags object
param name string
param contacts string[]
param serviceBusName string
param topicName string

// What counts as one too many: a dead letter of any queue, a report that Event Grid has given up on.
var alerts = [
  {
    name: 'dead-letters'
    description: 'A queue has dead letters: docs/queues.md tells what that means, queue by queue.'
    metric: 'DeadletteredMessages'
    kind: 'Microsoft.ServiceBus/namespaces'
    aggregation: 'Maximum'
    target: serviceBus.id
  }
  {
    name: 'undelivered-reports'
    description: 'Event Grid has put delivery reports aside, into the container undelivered-reports.'
    metric: 'DeadLetteredCount'
    kind: 'Microsoft.EventGrid/systemTopics'
    aggregation: 'Total'
    target: topic.id
  }
]

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'varslinger'
    emailReceivers: [
      for (contact, i) in contacts: { name: 'contact-${i}', emailAddress: contact, useCommonAlertSchema: true }
    ]
  }
}

resource rules 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in alerts: {
    name: '${alert.name}-${name}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      enabled: true
      severity: 2
      scopes: [alert.target]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: alert.name
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: alert.kind
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: 'GreaterThan'
            threshold: 0
          }
        ]
      }
      actions: [{ actionGroupId: people.id }]
    }
  }
]
