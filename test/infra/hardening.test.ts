import { describe, expect, it } from 'vitest'
import { openDoors, reachable } from './hardening.ts'
import { environments, ofType, readSnapshot, withResource } from './snapshot.ts'

describe.each(environments)('in %s', (environment) => {
  const snapshot = readSnapshot(environment)

  it('nobody comes in by a key or a password, and nothing speaks less than TLS 1.2', () => {
    expect(openDoors(snapshot)).toEqual([])
    expect(ofType(snapshot, 'Microsoft.Web/sites/basicPublishingCredentialsPolicies')).toHaveLength(2)
  })

  it.each([
    ['Microsoft.Storage/storageAccounts', 'allowSharedKeyAccess', true],
    ['Microsoft.ServiceBus/namespaces', 'minimumTlsVersion', '1.0'],
    ['Microsoft.Communication/communicationServices', 'disableLocalAuth', false],
    ['Microsoft.Web/sites', 'httpsOnly', false],
  ])('a planted fault would be seen: %s with %s %j', (type, name, value) => {
    const planted = withResource(snapshot, (one) =>
      one.type === type ? { ...one, properties: { ...one.properties, [name]: value } } : one,
    )
    expect(openDoors(planted)).toEqual([`${type}: ${name}`])
  })

  it('a resource of a kind that nobody has judged would be seen', () => {
    const stranger = { id: '/x', type: 'Microsoft.Sql/servers', name: 'x' }
    const planted = { ...snapshot, predictedResources: [...snapshot.predictedResources, stranger] }
    expect(openDoors(planted)).toEqual(['Microsoft.Sql/servers is not judged here'])
  })
})

describe('production', () => {
  it('can be reached from outside by the API alone', () => {
    expect(reachable(readSnapshot('prod'))).toEqual([])
    expect(ofType(readSnapshot('prod'), 'Microsoft.Network/privateEndpoints')).toHaveLength(4)
    // The rule sees what the open environments have open.
    expect(reachable(readSnapshot('test'))).toHaveLength(3)
  })
})
