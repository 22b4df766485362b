import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import people from '../../local/altinn-platform/registry/people.json' with { type: 'json' }
import { startAltinnPlatform, type AltinnPlatformReady } from '../../local/altinn-platform/start-altinn-platform.ts'
import type { Running } from '../../local/process/serve.ts'
import { chromiumPath, openBrowser, whyNot } from '../inbox/browser.ts'

describe.skipIf(chromiumPath === undefined)(`the page of people and organisations${whyNot}`, () => {
  let platform: Running<AltinnPlatformReady>
  let browser: Browser
  let page: Page
  const faults: string[] = []

  beforeAll(async () => {
    platform = await startAltinnPlatform({ port: 0 })
    browser = await openBrowser()
    page = await browser.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    await page.goto(`${platform.ready.url}/registry`)
  })
  afterAll(async () => {
    await browser.close()
    await platform.stop()
  })

  const peopleShown = () => page.getByRole('region', { name: 'People' }).getByRole('listitem')
  const entry = (name: string) => page.getByRole('button', { name })

  test('shows everybody, and those who are searched for', async () => {
    await expect.poll(() => peopleShown().count()).toBe(people.length)
    await page.getByRole('searchbox').fill('LERKE')
    await expect.poll(() => page.locator('section li:visible').count()).toBe(2)
    await page.getByRole('searchbox').fill('')
    expect(faults).toEqual([])
  })

  test('changes a person, and puts all back', async () => {
    await entry('Stille Fjord').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Mobile').fill('+4799900199')
    await dialog.getByLabel('reserved against electronic messages').check()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.getByRole('status').textContent()).toBe('Stille Fjord has been changed.')
    const all = await (await fetch(`${platform.ready.url}/registry/all`)).text()
    expect(all).toContain('+4799900199')
    expect(await entry('Stille Fjord').textContent()).toContain('reserved')
    await page.getByRole('button', { name: 'Put all of them back' }).click()
    await expect.poll(() => entry('Stille Fjord').textContent()).not.toContain('+4799900199')
  })

  test('tells what is wrong with a change, and keeps it open', async () => {
    await entry('Tre Troll AS').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Users who registered').fill('[{"userId":"no"}]')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => dialog.getByRole('alert').textContent()).toContain('userId')
    await dialog.getByLabel('Users who registered').fill('[')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => dialog.getByRole('alert').textContent()).toContain('JSON')
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.isVisible()).toBe(false)
  })

  test('is not wider than a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(360)
  })
})
