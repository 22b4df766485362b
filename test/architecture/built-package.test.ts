import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import hostJson from '../../host.json' with { type: 'json' }
import { startCloud, type Cloud } from '../local/cloud/start-cloud.ts'
import { enterpriseToken } from '../local/cloud/tokens.ts'
import { pathOf, recordedStart } from './recorded-start.ts'

const run = promisify(execFile)

/** Far from the repository, so that nothing can be found in its `node_modules`. */
let folder: string
let entry: string

const jsonOf = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8')) as Record<string, unknown>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'))
  await run(process.execPath, ['.ci/build.mjs', '--folder', folder, '--starts', '1'], { cwd: pathOf('') })
  entry = join(folder, String((await jsonOf('package.json'))['main']))
})

afterAll(() => rm(folder, { recursive: true }))

describe('the package that is deployed', () => {
  it('registers exactly what the source registers', async () => {
    const [built, source] = await Promise.all([recordedStart(entry), recordedStart(pathOf('src/main.ts'))])
    expect(built.functions).toEqual(source.functions)
    expect(built.log).toEqual(source.log)
    expect(built.functions.length).toBeGreaterThan(5)
  })

  it('is whole: the bundle with its sources, and the host.json of the repository', async () => {
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['main.js', 'main.js.map', 'package.json']))
    expect(await jsonOf('host.json')).toEqual(hostJson)
  })

  it('brings every package along; only Node and the host have to answer for names', async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.js'))
    const code = (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n')
    const asked = [...code.matchAll(/^import [^"]*"(.+)";$|(?:require|import)\("([^"]+)"\)/gm)]
    const names = asked.map(([, first, second]) => first ?? second ?? '')
    expect(names.filter((name) => !isBuiltin(name) && !name.startsWith('./'))).toEqual(['@azure/functions-core'])
  })
})

describe('the package in the local cloud', () => {
  const lines: string[] = []
  let cloud: Cloud
  let headers: Record<string, string>

  beforeAll(async () => {
    cloud = await startCloud({ entry, onLine: (line) => lines.push(line) })
    headers = { authorization: `Bearer ${await enterpriseToken(cloud.url)}`, 'content-type': 'application/json' }
  })

  afterAll(() => cloud.stop())

  it('shows its description with files that it brings along', async () => {
    const [css, script] = ['swagger-ui.css', 'swagger-ui-bundle.js'].map(
      (name) => `${cloud.url}/swagger/file?name=${name}`,
    )
    for (const file of [css, script]) expect((await fetch(file ?? '')).status).toBe(200)
  })

  it('takes an order and delivers it', async () => {
    const shipment = await placeOrder()
    const status = async () => {
      const response = await fetch(`${cloud.url}/notifications/api/v1/future/shipment/${shipment}`, { headers })
      return ((await response.json()) as { status: string }).status
    }
    await expect.poll(status, { timeout: 30_000, interval: 250 }).toBe('Order_Completed')
    const inbox = await fetch(`${cloud.parts.communicationServices.ready.url}/inbox/emails`)
    expect(await inbox.text()).toContain('kari@example.no')
    expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([])
  })

  async function placeOrder(): Promise<string> {
    const response = await fetch(`${cloud.url}/notifications/api/v1/future/orders`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        idempotencyId: randomUUID(),
        recipient: {
          recipientEmail: { emailAddress: 'kari@example.no', emailSettings: { subject: 'Hei', body: 'En prøve' } },
        },
      }),
    })
    expect(response.status).toBe(201)
    return ((await response.json()) as { notification: { shipmentId: string } }).notification.shipmentId
  }
})
