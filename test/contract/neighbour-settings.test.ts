import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/settings.ts'

const least = {
  EnvironmentName: 'test',
  BaseUri: 'https://notifications.example.no/',
  Tables: 'tables-connection',
  ServiceBus: 'bus-connection',
  CommunicationServices: 'email-connection',
  OpenIdWellKnownEndpoint: 'https://platform.example.no/authentication/api/v1/openid/',
  PlatformEndpoint: 'https://platform.example.no/',
  KeyedHashKey: Buffer.alloc(32, 7).toString('base64'),
  DefaultEmailFromAddress: 'noreply@example.no',
  SmsMode: 'all',
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
const client = {
  MaskinportenEndpoint: 'https://test.maskinporten.no/',
  MaskinportenClientId: 'client',
  MaskinportenKey: base64(JSON.stringify({ ...jwk, kid: 'key' })),
}
const pem =
  '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n'

const neighboursOf = (more: object) => readSettings({ ...least, ...more }).neighbours

/** The names that the refusal gives, in its order. */
function faultsOf(more: Record<string, string>): string[] {
  try {
    readSettings({ ...least, ...more })
  } catch (error) {
    const [, ...lines] = String(error).split('\n')
    return lines.map((line) => line.trim().split(':')[0] ?? '')
  }
  return []
}

describe('the neighbours', () => {
  test('are below the platform, unless they are told to be elsewhere', () => {
    expect(neighboursOf({ PlatformSubscriptionKey: 'key', ProfileEndpoint: 'http://profile.internal/' })).toMatchObject(
      {
        profile: { endpoint: 'http://profile.internal/', subscriptionKey: 'key' },
        register: { endpoint: 'https://platform.example.no/register/api/v1/', subscriptionKey: 'key' },
        authorization: { endpoint: 'https://platform.example.no/authorization/api/v1/', subscriptionKey: 'key' },
      },
    )
  })

  test('know us by keys, where there are any', () => {
    expect(neighboursOf({ ...client, PlatformTokenKey: base64(pem) })).toMatchObject({
      platformTokenPem: pem,
      maskinporten: {
        endpoint: 'https://test.maskinporten.no/',
        clientId: 'client',
        privateJwk: { ...jwk, kid: 'key' },
      },
    })
    expect(neighboursOf({ MaskinportenClientId: '', PlatformTokenKey: '' }).maskinporten).toBeUndefined()
  })

  test('are known by certificates, from a vault or from a place', () => {
    const keyVault = 'https://a.vault.azure.net'
    expect(neighboursOf({ PlatformCertificates__keyVault: keyVault }).platformCertificates).toEqual({ keyVault })
    const url = 'http://127.0.0.1:7081/certificates/'
    expect(neighboursOf({ PlatformCertificates: url }).platformCertificates).toEqual({ url })
    expect(neighboursOf({}).platformCertificates).toBeUndefined()
  })
})

describe('settings that are not usable', () => {
  test.each<[Record<string, string>, string[]]>([
    [{ PlatformEndpoint: 'https://platform.example.no' }, ['PlatformEndpoint']],
    [{ ProfileEndpoint: 'profile/' }, ['ProfileEndpoint']],
    [{ PlatformTokenKey: 'æ' }, ['PlatformTokenKey']],
    [{ PlatformTokenKey: base64('-----BEGIN PRIVATE KEY-----') }, ['PlatformTokenKey']],
    [{ ...client, MaskinportenKey: base64('{}') }, ['MaskinportenKey']],
    [{ ...client, MaskinportenKey: base64('no JSON') }, ['MaskinportenKey']],
    [{ ...client, MaskinportenKey: base64(JSON.stringify({ ...jwk, d: undefined })) }, ['MaskinportenKey']],
    [{ MaskinportenClientId: 'client' }, ['MaskinportenEndpoint', 'MaskinportenKey']],
    [
      { PlatformCertificates: 'http://127.0.0.1/', PlatformCertificates__keyVault: 'https://a.vault.azure.net' },
      ['PlatformCertificates'],
    ],
    [{ ConditionReach: 'everywhere' }, ['ConditionReach']],
    [{ ConditionReach: 'anywhere', EnvironmentName: 'Production' }, ['ConditionReach']],
  ])('%j: %j', (more, names) => expect(faultsOf(more)).toEqual(names))

  test('never have a key shown', () => {
    const secret = base64('secret')
    expect(() => readSettings({ ...least, ...client, MaskinportenKey: secret, PlatformTokenKey: secret })).toThrow(
      expect.not.stringContaining(secret) as string,
    )
  })
})
