import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pathOf } from '../architecture/recorded-start.ts'
import { secretsIn } from './secrets.ts'
import { appSettingsIn, environments, readSnapshot, withResource, type Snapshot } from './snapshot.ts'

const planting = (snapshot: Snapshot, name: string, value: string) =>
  withResource(snapshot, (one) =>
    one.type === 'Microsoft.Web/sites/config' ? { ...one, properties: { ...one.properties, [name]: value } } : one,
  )

describe.each(environments)('in %s', (environment) => {
  const snapshot = readSnapshot(environment)

  it('no property and no output holds a secret', () => {
    expect(secretsIn(snapshot)).toEqual([])
    expect(Object.keys(snapshot.outputs)).toEqual([
      'API_URL',
      'EMAIL_DOMAIN_RECORDS',
      'FUNCTION_APP_NAME',
      'KEY_VAULT_NAME',
    ])
  })

  it.each([
    ['KeyedHashKey', Buffer.alloc(32, 7).toString('base64')],
    ['KeyedHashKey', 'short'],
    ['PlatformSubscriptionKey', 'short'],
    ['PlatformTokenKey', 'short'],
    ['MaskinportenKey', 'short'],
    ['MetricsApiKey', 'short'],
    ['ServiceBus', 'Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=x;SharedAccessKey=x'],
    ['Tables', "[format('AccountKey={0}', listKeys('x', '2025-01-01').keys[0].value)]"],
    ['CommunicationServices', "[listKeys('x', '2025-05-01').primaryKey]"],
    ['Anything', Buffer.alloc(48, 9).toString('base64')],
  ])('a planted one would be seen: %s %s', (name, value) => {
    expect(secretsIn(planting(snapshot, name, value))).toEqual([
      expect.stringMatching(new RegExp(`/properties/${name}$`)),
    ])
  })

  it('a secret that the deployment writes into the vault would be seen', () => {
    const secret = { id: '/x', type: 'Microsoft.KeyVault/vaults/secrets', name: 'x' }
    expect(secretsIn({ ...snapshot, predictedResources: [secret] })).toEqual([secret.type])
  })

  it('a secret among the outputs would be seen', () => {
    expect(secretsIn({ ...snapshot, outputs: { busKey: "[listKeys('x', '1').primaryKey]" } })).toEqual([
      '/outputs/busKey',
    ])
  })
})

it.each(['docs/security.md', 'docs/operations.md'])('%s has a row for every secret that the app is given', (page) => {
  const rows = [...readFileSync(pathOf(page), 'utf8').matchAll(/^\| `([a-z-]+-key)`/gm)].map(([, name]) => name)
  const references = Object.values(appSettingsIn(readSnapshot('prod'))).filter((value) => value.includes('KeyVault('))
  const given = references.map((reference) => /'([a-z-]+)'\)\]$/.exec(reference)?.[1])
  expect(rows.toSorted()).toEqual(given.toSorted())
  expect(given.length).toBeGreaterThan(4)
})
