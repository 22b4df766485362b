import { describe, expect, it } from 'vitest'
import { readSettings, settingNames } from '../../src/settings.ts'
import { appSettingsIn, environments, readSnapshot, withResource, type Snapshot } from './snapshot.ts'
import { isHostsOwn, toldSettings } from './told-settings.ts'

/** Settings that the app reads and that Azure must not have: our identity opens places there, and nobody moves clocks. */
const onlyElsewhere = ['Tables', 'ServiceBus', 'CommunicationServices', 'PlatformCertificates', 'ClockOffsetUrl']

/** Names that are on one side only. */
function differences(snapshot: Snapshot): string[] {
  const told = Object.keys(appSettingsIn(snapshot)).filter((name) => !isHostsOwn(name))
  const read = settingNames.filter((name) => !onlyElsewhere.includes(name))
  return [
    ...read
      .filter((name) => !told.includes(name))
      .map((name) => `${name} is missing in infra/modules/app-settings.bicep`),
    ...told.filter((name) => !read.includes(name)).map((name) => `${name} is read by nobody`),
  ]
}

const changed = (snapshot: Snapshot, change: (settings: Record<string, unknown>) => void) =>
  withResource(snapshot, (one) => {
    if (one.type !== 'Microsoft.Web/sites/config') return one
    const properties = { ...one.properties }
    change(properties)
    return { ...one, properties }
  })

describe.each(environments)('in %s', (environment) => {
  const snapshot = readSnapshot(environment)

  it('the app is told every setting that it reads, and no other', () => {
    expect(differences(snapshot)).toEqual([])
  })

  it('a missing setting and one too many would be seen', () => {
    const planted = changed(snapshot, (settings) => {
      delete settings['SmsMode']
      settings['SmsModus'] = 'all'
    })
    expect(differences(planted)).toEqual([
      'SmsMode is missing in infra/modules/app-settings.bicep',
      'SmsModus is read by nobody',
    ])
  })

  it('what the app is told is enough to start it', () => {
    expect(readSettings(toldSettings(snapshot))).toMatchObject({
      environment,
      tables: { endpoint: 'https://account.table.core.windows.net' },
    })
  })

  it('a secret that Key Vault has not given keeps the app from starting, whatever the setting', () => {
    const told = toldSettings(snapshot)
    for (const name of ['KeyedHashKey', 'TokenCookieName']) {
      const reference = '@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/x)'
      expect(() => readSettings({ ...told, [name]: reference })).toThrow(`${name}: Key Vault has not given its secret`)
    }
  })

  it('every identity that is named is the app’s own', () => {
    const settings = appSettingsIn(snapshot)
    const clients = ['AzureWebJobsStorage__clientId', 'ServiceBus__clientId'].map((name) => settings[name])
    expect(clients).toEqual([settings['IdentityClientId'], settings['IdentityClientId']])
    expect(settings['IdentityClientId']).toMatch(/-app', '[\d-]+'\)\.clientId\]$/)
  })

  it('nothing is open to callers without a token or a key', () => {
    expect(Object.entries(appSettingsIn(snapshot)).filter(([, value]) => /anonymous/i.test(value))).toEqual([])
  })
})

describe('keys that operators set', () => {
  const neighboursOf = (environment: string) => readSettings(toldSettings(readSnapshot(environment))).neighbours

  it('are used where the parameters name them: the platform and Maskinporten know production by its keys', () => {
    const { platformTokenPem, ...neighbours } = neighboursOf('prod')
    expect(platformTokenPem).toContain('BEGIN CERTIFICATE')
    expect(neighbours).toMatchObject({
      profile: { endpoint: 'https://platform.altinn.no/profile/api/v1/', subscriptionKey: 'a key of the platform' },
      platformCertificates: { keyVault: 'https://kv.vault.azure.net' },
      maskinporten: { endpoint: 'https://maskinporten.no/', clientId: '00000000-0000-4000-8000-000000000002' },
      conditionReach: 'public',
    })
    expect(neighboursOf('test').maskinporten?.endpoint).toBe('https://test.maskinporten.no/')
  })

  it('are not referred to where they are not named, so that the app starts without them', () => {
    const told = appSettingsIn(readSnapshot('dev'))
    const names = ['PlatformSubscriptionKey', 'PlatformTokenKey', 'MaskinportenKey', 'MetricsApiKey']
    expect(names.map((name) => told[name])).toEqual(names.map(() => ''))
    const { platformTokenPem, maskinporten } = neighboursOf('dev')
    expect({ platformTokenPem, maskinporten }).toEqual({ platformTokenPem: undefined, maskinporten: undefined })
  })
})

describe('SMS', () => {
  it('are all real in production, go to listed numbers in test, and to nobody in dev', () => {
    const modes = ['prod', 'test', 'dev'].map((environment) => appSettingsIn(readSnapshot(environment))['SmsMode'])
    expect(modes).toEqual(['all', 'allowlist', 'simulate'])
  })

  it('in another mode would keep production from starting', () => {
    const planted = changed(readSnapshot('prod'), (settings) => (settings['SmsMode'] = 'simulate'))
    expect(() => readSettings(toldSettings(planted))).toThrow('only "all" is allowed in production')
  })
})
