import { describe, expect, test } from 'vitest'
import { readPlace, readSettings } from '../../src/settings.ts'

const key = Buffer.alloc(32, 7)

const least = {
  EnvironmentName: 'test',
  BaseUri: 'https://notifications.example.no/',
  Tables: 'tables-connection',
  ServiceBus: 'bus-connection',
  CommunicationServices: 'email-connection',
  OpenIdWellKnownEndpoint: 'https://platform.example.no/authentication/api/v1/openid/',
  PlatformEndpoint: 'https://platform.example.no/',
  KeyedHashKey: key.toString('base64'),
  DefaultEmailFromAddress: 'noreply@example.no',
  SmsMode: 'all',
}

function without(...names: readonly (keyof typeof least)[]): Record<string, string> {
  return Object.fromEntries(Object.entries(least).filter(([name]) => !names.some((left) => left === name)))
}

/** The names that the refusal gives, in its order. */
function faultsOf(variables: Record<string, string | undefined>): string[] {
  try {
    readSettings(variables)
  } catch (error) {
    const [, ...lines] = String(error).split('\n')
    return [...new Set(lines.map((line) => line.trim().split(':')[0] ?? ''))]
  }
  return []
}

describe('settings that are complete', () => {
  test('by connection strings', () => {
    expect(readSettings(least)).toEqual({
      environment: 'test',
      baseUri: 'https://notifications.example.no',
      tables: { connectionString: 'tables-connection' },
      serviceBus: { connectionString: 'bus-connection' },
      communicationServices: { connectionString: 'email-connection' },
      openIdWellKnownEndpoint: 'https://platform.example.no/authentication/api/v1/openid/',
      tokenCookieName: 'AltinnStudioRuntime',
      keyedHashKey: key,
      defaultEmailFromAddress: 'noreply@example.no',
      defaultSmsSender: 'Altinn',
      sms: { mode: 'all', repeatWindowSeconds: 240 },
      feed: { firstNumber: 1, maxPageSize: 500, retentionDays: 90 },
      agendaShards: 8,
      operatorAccess: 'function',
      perMinute: {},
      neighbours: {
        profile: { endpoint: 'https://platform.example.no/profile/api/v1/' },
        register: { endpoint: 'https://platform.example.no/register/api/v1/' },
        authorization: { endpoint: 'https://platform.example.no/authorization/api/v1/' },
        conditionReach: 'public',
      },
    })
  })

  test('by places that our identity opens', () => {
    const places = {
      Tables__endpoint: 'https://a.table.core.windows.net',
      ServiceBus__fullyQualifiedNamespace: 'a.servicebus.windows.net',
      CommunicationServices__endpoint: 'https://a.norway.communication.azure.com',
      IdentityClientId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    }
    const settings = readSettings({ ...without('Tables', 'ServiceBus', 'CommunicationServices'), ...places })
    expect(settings).toMatchObject({
      tables: { endpoint: 'https://a.table.core.windows.net' },
      serviceBus: { fullyQualifiedNamespace: 'a.servicebus.windows.net' },
      communicationServices: { endpoint: 'https://a.norway.communication.azure.com' },
      identityClientId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    })
  })

  test('with a rate for a channel, for both, or for none', () => {
    expect(readSettings({ ...least, EmailsPerMinute: '600', SmsPerMinute: '' }).perMinute).toEqual({ email: 600 })
    expect(readSettings({ ...least, EmailsPerMinute: '600', SmsPerMinute: '60' }).perMinute).toEqual({
      email: 600,
      sms: 60,
    })
  })

  test('with numbers as text, as every environment has them', () => {
    const feed = { FeedFirstNumber: '40000000', FeedMaxPageSize: '10', FeedRetentionDays: '30' }
    const numbers = { ...feed, SmsRepeatWindowSeconds: '0', AgendaShards: '1' }
    expect(readSettings({ ...least, ...numbers })).toMatchObject({
      sms: { mode: 'all', repeatWindowSeconds: 0 },
      feed: { firstNumber: 40_000_000, maxPageSize: 10, retentionDays: 30 },
      agendaShards: 1,
    })
  })

  test('among variables that are none of ours', () => {
    expect(faultsOf({ ...least, PATH: '/bin', NODE_ENV: 'production' })).toEqual([])
  })

  test('when an optional one is there but empty, as portals leave them', () => {
    expect(faultsOf({ ...least, Tables__endpoint: '', IdentityClientId: '' })).toEqual([])
  })
})

describe('SMS in production', () => {
  const production = ['production', 'prod', 'PROD', ' Production', 'prod-west']

  test.each(production)('are all real in %j', (EnvironmentName) => {
    expect(readSettings({ ...least, EnvironmentName }).sms.mode).toBe('all')
    for (const SmsMode of ['allowlist', 'simulate', 'All', '', undefined]) {
      expect(() => readSettings({ ...least, EnvironmentName, SmsMode })).toThrow('only "all" is allowed in production')
    }
  })

  test('are not judged by it elsewhere', () => {
    for (const EnvironmentName of ['tt02', 'local', 'preprod', 'nonprod']) {
      for (const mode of ['all', 'allowlist', 'simulate'] as const) {
        expect(readSettings({ ...least, EnvironmentName, SmsMode: mode }).sms.mode).toBe(mode)
      }
    }
  })
})

describe('triggers and the metrics page in production', () => {
  const production = { ...least, EnvironmentName: 'prod' }

  test('are not open to everybody', () => {
    expect(faultsOf({ ...production, OperatorAccess: 'anonymous' })).toEqual(['OperatorAccess'])
    expect(readSettings(production).operatorAccess).toBe('function')
  })

  test('are judged beside the SMS mode', () => {
    const both = { ...production, OperatorAccess: 'anonymous', SmsMode: 'simulate' }
    expect(faultsOf(both)).toEqual(['SmsMode', 'OperatorAccess'])
  })

  test('may be open elsewhere', () => {
    expect(readSettings({ ...least, OperatorAccess: 'anonymous' }).operatorAccess).toBe('anonymous')
  })
})

describe('the key of the daily metrics', () => {
  test('may be left out', () => {
    expect(readSettings({ ...least, MetricsApiKey: '' }).metricsApiKey).toBeUndefined()
    expect(readSettings({ ...least, MetricsApiKey: 'valid-api-key' }).metricsApiKey).toBe('valid-api-key')
  })
})

describe('a clock that is moved', () => {
  const ClockOffsetUrl = 'http://127.0.0.1:7070/clock/offset?audience=app'

  test('is followed where a setting names it, and nowhere else', () => {
    expect(readSettings({ ...least, ClockOffsetUrl }).clockOffsetUrl).toBe(ClockOffsetUrl)
    expect(readSettings(least).clockOffsetUrl).toBeUndefined()
  })

  test.each(['production', 'PROD', ' prod-west'])('is refused in %j', (EnvironmentName) => {
    expect(faultsOf({ ...least, EnvironmentName, ClockOffsetUrl })).toEqual(['ClockOffsetUrl'])
  })
})

describe('the place of one resource', () => {
  test('needs no other setting', () => {
    expect(readPlace({ Tables: 'tables-connection' }, 'Tables').tables).toEqual({
      connectionString: 'tables-connection',
    })
    const namespace = { ServiceBus__fullyQualifiedNamespace: 'bus.example.no' }
    expect(readPlace(namespace, 'ServiceBus').serviceBus).toEqual({ fullyQualifiedNamespace: 'bus.example.no' })
  })

  test.each([{}, { Tables: 'a', Tables__endpoint: 'https://example.no' }])('is not %j', (variables) => {
    expect(() => readPlace(variables, 'Tables')).toThrow('  Tables: ')
  })
})

describe('settings that are not usable', () => {
  test('have every fault named at once, alternatives among them', () => {
    expect(faultsOf({ FeedMaxPageSize: '1001' })).toEqual([
      'EnvironmentName',
      'BaseUri',
      'OpenIdWellKnownEndpoint',
      'KeyedHashKey',
      'DefaultEmailFromAddress',
      'SmsMode',
      'FeedMaxPageSize',
      'PlatformEndpoint',
      'Tables',
      'ServiceBus',
      'CommunicationServices',
    ])
  })

  test.each(Object.keys(least) as (keyof typeof least)[])('say so when %s is missing', (name) => {
    expect(faultsOf(without(name))).toEqual([name])
    expect(faultsOf({ ...least, [name]: '' })).toContain(name)
  })

  test.each([
    ['Tables', 'Tables__endpoint', 'https://a.table.core.windows.net'],
    ['ServiceBus', 'ServiceBus__fullyQualifiedNamespace', 'a.servicebus.windows.net'],
    ['CommunicationServices', 'CommunicationServices__endpoint', 'https://a.communication.azure.com'],
  ] as const)('say so when %s is given twice over', (name, other, place) => {
    expect(faultsOf({ ...least, [other]: place })).toEqual([name])
    expect(() => readSettings({ ...least, [other]: place })).toThrow(`${name}: only this or ${other} may be set`)
    expect(() => readSettings(without(name))).toThrow(`${name}: either this or ${other} must be set`)
  })

  test.each([
    ['BaseUri', 'notifications'],
    ['EnvironmentName', ' '],
    ['IdentityClientId', 'me'],
    ['OpenIdWellKnownEndpoint', 'https://platform.example.no/openid'],
    ['KeyedHashKey', 'æ'],
    ['KeyedHashKey', Buffer.alloc(31).toString('base64')],
    ['DefaultEmailFromAddress', 'noreply'],
    ['SmsMode', 'none'],
    ['SmsRepeatWindowSeconds', '-1'],
    ['SmsRepeatWindowSeconds', '86401'],
    ['FeedFirstNumber', '0'],
    ['FeedFirstNumber', '1.5'],
    ['FeedFirstNumber', 'one'],
    ['FeedFirstNumber', '9007199254740992'],
    ['FeedMaxPageSize', '0'],
    ['FeedRetentionDays', '0'],
    ['AgendaShards', '0'],
    ['AgendaShards', '65'],
    ['OperatorAccess', 'admin'],
    ['ClockOffsetUrl', 'later'],
    ['EmailsPerMinute', '0'],
    ['SmsPerMinute', 'many'],
  ])('say so when %s is %j', (name, value) => expect(faultsOf({ ...least, [name]: value })).toEqual([name]))

  test('never have a value shown', () => {
    const secret = 'AccountKey=c2VjcmV0'
    const names = [...Object.keys(least), 'Tables__endpoint', 'IdentityClientId', 'FeedFirstNumber', 'AgendaShards']
    const variables = Object.fromEntries(names.map((name) => [name, secret]))
    expect(faultsOf(variables).length).toBeGreaterThanOrEqual(8)
    expect(() => readSettings(variables)).toThrow(expect.not.stringContaining('c2VjcmV0') as string)
  })
})
