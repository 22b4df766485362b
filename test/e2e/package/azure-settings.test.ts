import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { pathOf } from '../../architecture/recorded-start.ts'
import { environments, onlyOfType, property, readSnapshot } from '../../infra/snapshot.ts'
import { toldSettings } from '../../infra/told-settings.ts'
import { tokenHolder } from '../../local/cloud/api-client.ts'
import { mailsTo } from '../../local/cloud/inbox.ts'
import { appSettings } from '../../local/cloud/settings.ts'
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'
import { order } from '../order-request.ts'
import { builtPackage } from './built-package.ts'

const run = promisify(execFile)
const built = builtPackage()
const patience = { timeout: 60_000, interval: 100 }

/** Names of places in Azure, where the local cloud has its own. */
const places = [
  'Tables__endpoint',
  'ServiceBus__fullyQualifiedNamespace',
  'CommunicationServices__endpoint',
  'OpenIdWellKnownEndpoint',
  'PlatformEndpoint',
  'PlatformCertificates__keyVault',
]

const without = (settings: Readonly<Record<string, string>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)))

/** The package with all that Azure would tell it, but places that are here; nobody moves its clock. */
async function startedWith(settings: Record<string, string>): Promise<{ cloud: Cloud; lines: readonly string[] }> {
  const lines: string[] = []
  const cloud = await startCloud({
    entry: built.entry,
    settings: { ...settings, ClockOffsetUrl: '' },
    onLine: (line) => lines.push(line),
  })
  onTestFinished(() => cloud.stop())
  return { cloud, lines }
}

describe.each(environments)('the package with the settings of %s', (environment) => {
  const snapshot = readSnapshot(environment)
  const settings = without(toldSettings(snapshot), places)

  it('accepts an order and delivers it, on the Node version that Azure is asked for', async () => {
    const { cloud, lines } = await startedWith(settings)
    const owner = await tokenHolder(cloud.url)
    const { status, text, headers } = await owner.post('/future/orders', order('azure'))
    expect(status).toBe(201)
    expect(headers.get('location')).toMatch(`${settings['BaseUri'] ?? ''}/notifications/api/v1/`)

    const { notification } = JSON.parse(text) as { notification: { shipmentId: string } }
    const shipment = async () => (await owner.shipment(notification.shipmentId)).status
    await expect.poll(shipment, patience).toBe('Order_Completed')
    const mails = await mailsTo(cloud, 'azure@example.no')
    expect(mails.map(({ senderAddress }) => senderAddress)).toEqual([settings['DefaultEmailFromAddress']])
    await expect.poll(async () => (await owner.feed()).length, patience).toBe(1)

    expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([])
    const site = onlyOfType(snapshot, 'Microsoft.Web/sites')
    expect(property(site, 'functionAppConfig.runtime.version')).toBe(process.versions.node.split('.')[0])
  })

  it('is told everything that the local cloud tells an app, so that nothing of the latter hides a gap', () => {
    const own = appSettings(
      { tables: '', serviceBus: '', communicationServices: '', openIdWellKnownEndpoint: '', altinnPlatform: '' },
      '',
    )
    const gaps = Object.keys(without(own, Object.keys(toldSettings(snapshot))))
    expect(gaps).toEqual([
      'Tables',
      'ServiceBus',
      'CommunicationServices',
      'PlatformCertificates',
      'AzureWebJobsDisableHomepage',
    ])
  })

  it('does not start when settings are missing or contradict each other, and names all of them', async () => {
    const faulty = {
      ...without(toldSettings(snapshot), ['KeyedHashKey', 'BaseUri']),
      ServiceBus: 'Endpoint=sb://x',
      AgendaShards: '0',
    }
    const start = run(process.execPath, [pathOf('.ci/recorded-start.mjs'), built.entry], { env: faulty })
    const { stderr } = await start.catch((error: unknown) => error as { stderr: string })
    const [, told = ''] = stderr.split("Error: The app's settings are not usable:")
    const named = new Set([...told.matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name))
    expect([...named].sort()).toEqual(['AgendaShards', 'BaseUri', 'KeyedHashKey', 'ServiceBus'])
  })
})

describe('the smoke test of a deployment', () => {
  const smoke = (url: string, address: string) =>
    run(process.execPath, [pathOf('.ci/smoke.mjs')], {
      env: {
        SMOKE_URL: url,
        SMOKE_ADDRESS: address,
        SMOKE_SECONDS: '60',
        SMOKE_TOKEN_URL: `${url}/api/GetEnterpriseToken?env=local&org=ttd&orgNo=991825827&scopes=altinn:serviceowner/notifications.create`,
        SMOKE_TOKEN_AUTHORIZATION: `Basic ${Buffer.from('local:local').toString('base64')}`,
      },
    }).catch((error: unknown) => error as { code: number; stdout: string; stderr: string })

  it('ends well when its order is delivered, and fails when it is not', async () => {
    const { cloud } = await startedWith(without(toldSettings(readSnapshot('test')), places))
    const good = await smoke(cloud.url, 'kari@example.no')
    expect(good.stdout).toMatch(/^ordered: shipment .+\ndelivered\n$/)

    const bad = await smoke(cloud.url, 'bounced@example.com')
    expect(bad).toMatchObject({ code: 1, stderr: 'it ended as Email_Failed_Bounced\n' })
    expect(bad.stdout).not.toContain('delivered')
  })

  it('says what it was not told', async () => {
    expect(await smoke('', '')).toMatchObject({ code: 1, stderr: 'SMOKE_URL, SMOKE_ADDRESS must be set\n' })
  })
})
