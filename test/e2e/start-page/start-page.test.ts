import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tokenHolder, type ApiClient } from '../../local/cloud/api-client.ts'
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'
import { chromiumPath, openBrowser, whyNot } from '../inbox/browser.ts'

let cloud: Cloud
let owner: ApiClient
let browser: Browser
let page: Page
/** What the page has complained of. */
let complaints: string[]

const inboxUrl = () => cloud.parts.communicationServices.ready.url
const peopleUrl = () => cloud.parts.altinnPlatform.ready.url

async function open(url: string, viewport = { width: 1200, height: 800 }): Promise<Page> {
  const opened = await (await browser.newContext({ viewport })).newPage()
  opened.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  opened.on('pageerror', ({ message }) => complaints.push(message))
  await opened.goto(url)
  return opened
}

const attributesOf = async (found: Locator, name: string) =>
  Promise.all((await found.all()).map(async (each) => (await each.getAttribute(name)) ?? ''))

const emailTo = (emailAddress: string, subject: string) => ({
  recipientEmail: { emailAddress, emailSettings: { subject, body: 'Dette er en prøve.' } },
})

async function place(idempotencyId: string, order: object): Promise<void> {
  const { status, text } = await owner.post('/future/orders', { idempotencyId, sendersReference: 'sak 17', ...order })
  expect(status, text).toBe(201)
}

const place7DaysAhead = (subject: string) => {
  const [recipient, reminder] = [emailTo('kari@example.no', subject), emailTo('kari@example.no', `Husk: ${subject}`)]
  return place(subject, { recipient, reminders: [{ delayDays: 7, recipient: reminder }] })
}

describe.runIf(chromiumPath)(`the start page in a browser${whyNot}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    cloud = await startCloud({ onLine: () => undefined })
    owner = await tokenHolder(cloud.url)
  })
  beforeEach(async () => {
    complaints = []
    page = await open(`${cloud.startPageUrl}/`)
  })
  afterAll(async () => {
    await browser.close()
    await cloud.stop()
  })

  test('leads everywhere', async () => {
    const hrefs = await attributesOf(page.getByRole('main').getByRole('link'), 'href')
    const led = hrefs.map(async (href) => page.request.get(cloud.startPageUrl + href, { maxRedirects: 0 }))
    expect((await Promise.all(led)).map((answer) => answer.headers()['location'] ?? answer.status())).toEqual([
      `${inboxUrl()}/`,
      `${inboxUrl()}/magic`,
      `${peopleUrl()}/registry`,
      `${peopleUrl()}/`,
      expect.stringContaining('http://localhost:7071/api/GetEnterpriseToken?env=local'),
      200,
      'http://localhost:7071/swagger',
    ])
    expect(complaints).toEqual([])
  })

  test('has the same bar as the pages of its parts, which lead to each other', async () => {
    const names = ['Start', 'Inbox', 'People', 'API', 'Docs']
    const here = () => page.locator('.places [aria-current="page"]')
    const bar = page.getByRole('navigation', { name: 'Elsewhere' })
    for (const name of ['Inbox', 'People', 'Docs', 'Start']) {
      await bar.getByRole('link', { name }).click()
      await expect.poll(() => here().textContent()).toBe(name)
      expect(await bar.getByRole('link').allTextContents()).toEqual(names)
    }
    expect(page.url()).toBe(`${cloud.startPageUrl}/`)
    for (const path of ['/magic', '/platform']) {
      await page.goto(cloud.startPageUrl + path)
      await expect.poll(() => bar.getByRole('link').allTextContents()).toEqual(names)
    }
    expect(complaints).toEqual([])
  })

  test('shows the docs, whose links to each other work', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Docs' }).click()
    await page.getByRole('link', { name: 'Tour' }).click()
    await page.getByRole('heading', { name: "One order's way" }).waitFor()
    await page.goto(`${cloud.startPageUrl}/README.md`)
    await page.getByRole('link', { name: 'docs/queues.md' }).click()
    await page.getByRole('heading', { name: 'The queues', exact: true }).waitFor()
    expect(complaints).toEqual([])
    const outside = await page.request.get(`${cloud.startPageUrl}/docs/..%2Fpackage.json`)
    expect(outside.status()).toBe(404)
  })

  test('moves the clock, and an open inbox shows what that brought, with the way of its order', async () => {
    await place7DaysAhead('Vedtak')
    const inbox = await open(`${inboxUrl()}/`)
    await inbox.getByText('1 message', { exact: true }).waitFor()
    await page.getByRole('button', { name: '+7 days' }).click()
    await page.getByText(/^There, in \d+ steps\./).waitFor()
    await page.getByText('7 days ahead of this machine').waitFor()
    await inbox.getByRole('link', { name: /Husk: Vedtak/ }).click()

    const article = inbox.getByRole('article')
    await article.getByText('In the feed').waitFor()
    const happened = ['Accepted', 'Due', 'Claimed', 'Sent', 'Reported Delivered', 'Completed', 'In the feed']
    expect(await article.locator('.timeline .what').allTextContents()).toEqual(happened)
    const times = await attributesOf(article.locator('.timeline time'), 'datetime')
    expect(times).toEqual(times.toSorted())
    expect(Math.round((Date.parse(times[3] ?? '') - Date.parse(times[0] ?? '')) / 86_400_000)).toBe(7)
    const names = await article.locator('.ids dt').allTextContents()
    expect(names).toEqual(['Order', 'Creator', 'Reminder', 'Operation'])
    await inbox
      .getByRole('link', { name: /kari@example.no.*Vedtak/ })
      .last()
      .click()
    await article.getByText('sak 17').waitFor()
    expect(complaints).toEqual([])
  })

  test('shows the timeline of an SMS, and adds what happens while it is open', async () => {
    const recipientSms = {
      phoneNumber: '+4799932001',
      smsSettings: { body: 'Husk timen.', sendingTimePolicy: 'Anytime' },
    }
    await place('sms', { recipient: { recipientSms } })
    const inbox = await open(`${inboxUrl()}/`)
    await inbox.getByRole('link', { name: /999 32 001/ }).click()
    const article = inbox.getByRole('article')
    await article.getByText('Claimed').waitFor()
    await article.getByText('Report due').waitFor()
    expect(await article.getByText('In the feed').count()).toBe(0)
    await page.getByRole('button', { name: '+1 hour' }).click()
    await article.getByText('Reported').waitFor()
    await article.getByText('In the feed').waitFor()
    expect(complaints).toEqual([])
  })

  test('moves the clock to a moment, and says so when that lies behind', async () => {
    const moment = (ms: number) => new Date(cloud.clock.now().getTime() + ms)
    const local = (time: Date) =>
      new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
    await page.getByLabel('Move it to').fill(local(moment(86_400_000)))
    const before = cloud.clock.now()
    await page.getByRole('button', { name: 'Go' }).click()
    await page.getByText(/^There, in/).waitFor()
    expect(cloud.clock.now().getTime() - before.getTime()).toBeGreaterThan(80_000_000)
    await page.getByLabel('Move it to').fill(local(moment(-86_400_000)))
    await page.getByRole('button', { name: 'Go' }).click()
    await page.getByText('It was not moved: the clock can only be moved forward.').waitFor()
  })

  test('can be read on a phone', async () => {
    const phone = await open(`${cloud.startPageUrl}/`, { width: 360, height: 740 })
    await phone.getByText('ahead of this machine').or(phone.getByText('as this machine has it')).waitFor()
    for (const path of ['/', '/inbox', '/magic', '/people', '/platform', '/docs/queues.md']) {
      await phone.goto(cloud.startPageUrl + path)
      await phone.getByRole('link', { name: 'Start', exact: true }).waitFor()
      expect([path, await phone.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 360])
    }
  })
})
