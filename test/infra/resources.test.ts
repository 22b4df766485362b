import { describe, expect, it } from 'vitest'
import queues from '../../infra/queues.json' with { type: 'json' }
import tables from '../../infra/tables.json' with { type: 'json' }
import { pathOf, recordedStart, triggerOf } from '../architecture/recorded-start.ts'
import { environments, ofType, onlyOfType, ownName, property, readSnapshot } from './snapshot.ts'

const { functions } = await recordedStart(pathOf('src/main.ts'))

describe.each(environments)('in %s', (environment) => {
  const snapshot = readSnapshot(environment)

  it('the queues are those of infra/queues.json, as it describes them', () => {
    const made = ofType(snapshot, 'Microsoft.ServiceBus/namespaces/queues').map(({ name, properties = {} }) => {
      const { maxSizeInMegabytes: _, requiresDuplicateDetection: __, ...described } = properties
      return [ownName({ name, id: '', type: '' }), described]
    })
    expect(Object.fromEntries(made)).toEqual(queues)
  })

  it('the tables are those of infra/tables.json', () => {
    const made = ofType(snapshot, 'Microsoft.Storage/storageAccounts/tableServices/tables').map(ownName)
    expect(made.sort()).toEqual(tables.toSorted())
  })

  it('delivery reports of both channels go to the queue that the app reads them from, undelivered ones to a container', () => {
    const subscription = onlyOfType(snapshot, 'Microsoft.EventGrid/systemTopics/eventSubscriptions')
    const reader = functions.find(({ name }) => name === 'record-delivery-reports')
    const destination = 'deliveryWithResourceIdentity.destination.properties.resourceId'
    expect(property(subscription, destination)).toMatch(
      new RegExp(`/queues/${reader === undefined ? '?' : (triggerOf(reader).queueName ?? '?')}$`),
    )
    expect(property(subscription, 'filter.includedEventTypes')).toEqual([
      'Microsoft.Communication.EmailDeliveryReportReceived',
      'Microsoft.Communication.SMSDeliveryReportReceived',
    ])
    const container = property(subscription, 'deadLetterWithResourceIdentity.deadLetterDestination.properties')
    const containers = ofType(snapshot, 'Microsoft.Storage/storageAccounts/blobServices/containers').map(ownName)
    expect(containers).toContain((container as { blobContainerName: string }).blobContainerName)
  })

  it('undelivered reports, which hold addresses, are erased after two weeks', () => {
    const { properties } = onlyOfType(snapshot, 'Microsoft.Storage/storageAccounts/managementPolicies')
    expect(JSON.stringify(properties)).toMatch(/"prefixMatch":\["undelivered-reports\/"\].*GreaterThan":14/)
  })

  it('instances are kept warm for functions that there are', () => {
    const site = onlyOfType(snapshot, 'Microsoft.Web/sites')
    const warm = property(site, 'functionAppConfig.scaleAndConcurrency.alwaysReady') as { name: string }[]
    const names = ['http', ...functions.map(({ name }) => `function:${name}`)]
    expect(warm.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([])
  })

  it('the app runs on the Node version that these tests run on', () => {
    const site = onlyOfType(snapshot, 'Microsoft.Web/sites')
    const runtime = { name: 'node', version: process.versions.node.split('.')[0] }
    expect(property(site, 'functionAppConfig.runtime')).toEqual(runtime)
  })

  it('somebody is told of dead letters, and of reports that were not delivered', () => {
    const alerts = ofType(snapshot, 'Microsoft.Insights/metricAlerts')
    const metrics = alerts.map((alert) => /"metricName":"(\w+)"/.exec(JSON.stringify(alert.properties))?.[1])
    expect(metrics.sort()).toEqual(['DeadLetteredCount', 'DeadletteredMessages'])
    const group = onlyOfType(snapshot, 'Microsoft.Insights/actionGroups')
    expect(alerts.map((alert) => property(alert, 'actions'))).toEqual(alerts.map(() => [{ actionGroupId: group.id }]))
    expect(property(group, 'emailReceivers')).not.toEqual([])
  })

  it('somebody is told when the budget is used up', () => {
    const notifications = property(onlyOfType(snapshot, 'Microsoft.Consumption/budgets'), 'notifications')
    const told = Object.values(notifications as Record<string, { threshold: number; contactEmails: string[] }>)
    expect(told.map(({ threshold }) => threshold)).toEqual(expect.arrayContaining([80, 100]))
    expect(told.filter(({ contactEmails }) => contactEmails.length === 0)).toEqual([])
  })
})

it('production keeps instances warm and its data in three places', () => {
  const prod = readSnapshot('prod')
  const site = onlyOfType(prod, 'Microsoft.Web/sites')
  expect(property(site, 'functionAppConfig.scaleAndConcurrency.alwaysReady')).toHaveLength(3)
  expect(property(site, 'functionAppConfig.siteUpdateStrategy')).toEqual({ type: 'RollingUpdate' })
  expect(onlyOfType(prod, 'Microsoft.Storage/storageAccounts')).toMatchObject({ sku: { name: 'Standard_GZRS' } })
})
