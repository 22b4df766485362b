import { openKeys } from '../local/altinn-platform/keys.ts'
import { appSettingsIn, type Snapshot } from './snapshot.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const keys = openKeys(undefined)
const { privateJwk } = await keys.client()

/** What only Azure knows, by setting: a value of the right shape in its place. */
const stoodIn: Readonly<Record<string, string>> = {
  Tables__endpoint: 'https://account.table.core.windows.net',
  CommunicationServices__endpoint: 'https://acs.norway.communication.azure.com',
  IdentityClientId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  KeyedHashKey: Buffer.alloc(32, 7).toString('base64'),
  PlatformCertificates__keyVault: 'https://kv.vault.azure.net',
  PlatformSubscriptionKey: 'a key of the platform',
  PlatformTokenKey: base64(keys.pemOf('platform')),
  MaskinportenKey: base64(JSON.stringify(privateJwk)),
  MetricsApiKey: 'a key of those who fetch metrics',
  DefaultEmailFromAddress: 'noreply@azurecomm.example.no',
}

/** What the host and its extensions read, not the app. */
export const isHostsOwn = (name: string) =>
  /^(AzureWebJobs|APPLICATIONINSIGHTS_)/.test(name) || ['ServiceBus__credential', 'ServiceBus__clientId'].includes(name)

/**
 * The app's settings as it would find them in Azure.
 * @throws for a value that only Azure knows and that has no stand-in
 */
export function toldSettings(snapshot: Snapshot): Record<string, string> {
  const own = Object.entries(appSettingsIn(snapshot)).filter(([name]) => !isHostsOwn(name))
  return Object.fromEntries(
    own.map(([name, value]) => {
      const known = value.startsWith('[') ? stoodIn[name] : value
      if (known === undefined) throw new Error(`${name} has no stand-in for ${value}`)
      return [name, known]
    }),
  )
}
