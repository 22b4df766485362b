import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../../src/functions/http/open-api/document.ts'
import { appRoutes } from '../../architecture/open-api/app-routes.ts'
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'
import { enterpriseToken } from '../../local/cloud/tokens.ts'
import { chromiumPath, openBrowser, whyNot } from '../inbox/browser.ts'

let cloud: Cloud
beforeAll(async () => {
  cloud = await startCloud({ onLine: () => undefined })
})
afterAll(() => cloud.stop())

const ask = (path: string, init?: RequestInit) => fetch(cloud.url + path, init)

describe('the description', () => {
  it('is OpenAPI 3.1 of every route, for anybody to read', async () => {
    const response = await ask('/swagger/v1/swagger.json')
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const document = (await response.json()) as { openapi: string }
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document).toEqual(openApiDocument(appRoutes))
  })

  it('is shown on a page that brings along all it needs', async () => {
    const page = await ask('/swagger')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const asked = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '')
    const answers = await Promise.all(asked.map((path) => ask(path)))
    expect(answers.map(({ headers }) => headers.get('content-type'))).toEqual([
      'image/png',
      'text/css; charset=utf-8',
      'text/javascript; charset=utf-8',
      'text/javascript; charset=utf-8',
    ])
    expect(Number((await answers[2]?.text())?.length)).toBeGreaterThan(1_000_000)
  })

  it.each(['index.js', '../package.json', '%2e%2e%2fpackage.json', 'LICENSE'])(
    'hands out no other file: %s',
    async (name) => {
      expect((await ask(`/swagger/file?name=${name}`)).status).toBe(404)
    },
  )
})

describe.skipIf(chromiumPath === undefined)(`the page, in a browser${whyNot}`, () => {
  let browser: Browser
  let page: Page
  const failed: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
    page = await browser.newPage()
    page.on('requestfailed', (request) => failed.push(request.url()))
    page.on('console', (message) => message.type() === 'error' && failed.push(message.text()))
    await page.goto(`${cloud.url}/swagger`)
  })
  afterAll(() => browser.close())

  it('places the example order with a token of the local cloud', async () => {
    await page.getByRole('button', { name: 'Authorize' }).click()
    const form = page.locator('.auth-container', { hasText: 'bearer' })
    await form.getByRole('textbox').fill(await enterpriseToken(cloud.url))
    await form.getByRole('button', { name: 'Apply credentials' }).click()
    await form.getByRole('button', { name: 'Close' }).click()

    const operation = page.locator('#operations-Orders-placeOrderChain')
    await operation.locator('.opblock-summary-control').click()
    await operation.getByRole('button', { name: 'Execute' }).click()
    const answer = operation.locator('.live-responses-table .response')
    await expect.poll(() => answer.locator('.response-col_status').innerText()).toContain('201')
    expect(await answer.innerText()).toContain('case-42-reminder')
  })

  it('asks nobody but us, and finds all it asks for', async () => {
    expect(failed).toEqual([])
    const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(asked.filter((url) => !url.startsWith(cloud.url))).toEqual([])
    expect(asked.length).toBeGreaterThan(3)
  })
})
