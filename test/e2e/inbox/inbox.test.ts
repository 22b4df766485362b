import { randomUUID } from 'node:crypto'
import { EmailClient } from '@azure/communication-email'
import { SmsClient } from '@azure/communication-sms'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import queues from '../../../infra/queues.json' with { type: 'json' }
import {
  startCommunicationServices,
  type CommunicationServicesReady,
} from '../../local/communication-services/start-communication-services.ts'
import type { Running } from '../../local/process/serve.ts'
import { startServiceBus, type ServiceBusReady } from '../../local/service-bus/start-service-bus.ts'
import { chromiumPath, openBrowser, whyNot } from './browser.ts'
import { hostileMail, otherServer } from './hostile-mail.ts'

/** An order's notification, in the app's layout of ids, and the order. */
const [notification, order] = ['018f6f2e-8d3a-8c41-9b57-3f9a40010001', '018f6f2e-8d3a-8c41-9b57-3f9a40000000']

let broker: Running<ServiceBusReady>
let services: Running<CommunicationServicesReady>
let browser: Browser
let page: Page

const start = (port = 0) =>
  startCommunicationServices({
    port,
    serviceBusConnectionString: broker.ready.connectionString,
    apiUrl: 'http://localhost:7071/notifications/api/v1',
  })

async function openPage(options: BrowserContextOptions = {}, path = '/') {
  const context = await browser.newContext(options)
  const opened = await context.newPage()
  await opened.goto(services.ready.url + path)
  return opened
}

async function sendEmail(
  to: string,
  content: { subject: string } & ({ html: string } | { plainText: string }),
  id?: string,
) {
  const client = new EmailClient(services.ready.connectionString, { allowInsecureConnection: true })
  const message = { senderAddress: 'noreply@example.no', recipients: { to: [{ address: to }] }, content }
  await client.beginSend(message, { operationId: id ?? randomUUID() })
}
const text = (subject: string) => ({ subject, plainText: `Innhold i ${subject}` })

async function sendSms(to: string[], message = 'Hei på deg', tag = 'chunk') {
  const client = new SmsClient(services.ready.connectionString, { allowInsecureConnection: true })
  await client.send({ from: 'Altinn', to, message }, { enableDeliveryReport: true, tag })
}

const rows = (of = page) => of.getByRole('region', { name: 'Messages' }).getByRole('listitem')
const article = (of = page) => of.getByRole('article')
const rowOf = (name: string) => rows().filter({ hasText: name })
const open = (name: string) => rowOf(name).getByRole('link').click()
/** What is marked as open. */
const marked = () => page.locator('[aria-current="true"]')

describe.runIf(chromiumPath)(`the inbox in a browser${whyNot}`, () => {
  beforeAll(async () => {
    browser = await openBrowser()
  })
  beforeEach(async () => {
    broker = await startServiceBus({ port: 0, queues: { 'delivery-reports': queues['delivery-reports'] } })
    services = await start()
    page = await openPage()
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await services.stop()
    await broker.stop()
  })
  afterAll(() => browser.close())

  test('a mail appears by itself, and so does its report', async () => {
    await page.getByText('Nothing has been sent yet').waitFor()
    await sendEmail('ola@example.no', text('Brev til Ola'))
    await rowOf('Brev til Ola').getByText('Delivered', { exact: true }).waitFor()
    await page.getByText('1 message', { exact: true }).waitFor()
    await sendEmail('bounced@example.no', text('Brev til ingen'))
    await rowOf('Brev til ingen').getByText('Bounced', { exact: true }).waitFor()
    expect(await rows().first().textContent()).toContain('Brev til ingen')
  })

  test('an open mail shows its text, its timeline and its order, and a late report joins them', async () => {
    await sendEmail('delayed-1s@example.no', text('Brev'), notification)
    await open('Brev')
    await article().getByText('Innhold i Brev').waitFor()
    await article().getByText('Report due').waitFor()
    const link = article().getByRole('link', { name: order })
    expect(await link.getAttribute('href')).toBe(`http://localhost:7071/notifications/api/v1/future/shipment/${order}`)
    await article().getByText('Reported').waitFor()
    expect(await article().getByText('Report due').count()).toBe(0)
  })

  test('a text that looks like HTML is shown as it is', async () => {
    await sendEmail('ola@example.no', { subject: '<i>Brev</i>', plainText: '<img src=x onerror="document.title=1">' })
    await open('<i>Brev</i>')
    await article().getByText('<img src=x onerror="document.title=1">').waitFor()
    expect(await article().locator('img, i').count()).toBe(0)
  })

  test('an HTML mail is shown, but runs no script and loads nothing from elsewhere', async () => {
    const elsewhere = await otherServer()
    await sendEmail('ola@example.no', { subject: 'Pynt', html: hostileMail(elsewhere.url) })
    const refused: string[] = []
    page.on('console', (message) => refused.push(message.text()))
    await open('Pynt')
    const mail = article().frameLocator('iframe[title="The e-mail as HTML"]')
    await mail.getByRole('heading', { name: 'Overskrift' }).waitFor()
    await expect.poll(() => refused.some((text) => text.includes('Blocked script execution'))).toBe(true)
    await page.waitForLoadState('networkidle')
    expect(await mail.locator('#state').textContent()).toBe('before')
    expect(await page.frames()[1]?.evaluate("getComputedStyle(document.querySelector('h1')).color")).toBe(
      'rgb(1, 2, 3)',
    )
    await elsewhere.close()
    expect(elsewhere.requested).toEqual([])
  })

  test('an SMS is shown as on a phone, with its segments', async () => {
    await sendSms(['+4790000001'], 'Buorre beaivi, Kárášjohka. '.repeat(4))
    await open('+47 900 00 001')
    await article().getByText('2 segments of UCS-2, 108 characters').waitFor()
    await article().getByText('2000: No Error').waitFor()
    expect(await article().locator('.phone').textContent()).toContain('Altinn')
  })

  test('a search leaves what meets it, also of what arrives later; Esc takes it back', async () => {
    await sendEmail('ola@example.no', text('Vedtak'))
    await sendSms(['+4790000001'])
    await rows().nth(1).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('vedtak')
    await page.getByText('1 found').waitFor()
    await sendSms(['+4790000002'])
    await sendEmail('kari@example.no', text('Nytt vedtak'))
    await page.getByText('2 found').waitFor()
    expect(await rows().allTextContents()).toEqual([
      expect.stringContaining('Nytt vedtak'),
      expect.stringContaining('Vedtak'),
    ])
    await page.keyboard.press('Escape')
    await page.getByText('4 messages').waitFor()
  })

  test('one channel can be looked at alone', async () => {
    await sendEmail('ola@example.no', text('Vedtak'))
    await sendSms(['+4790000001'])
    await rows().nth(1).waitFor()
    await page.getByText('SMS', { exact: true }).click()
    await page.getByText('1 message', { exact: true }).waitFor()
    expect(await rows().allTextContents()).toEqual([expect.stringContaining('+47 900 00 001')])
  })

  test('the keyboard goes through the list, reads a message and comes back', async () => {
    for (const name of ['Første', 'Andre', 'Tredje']) await sendEmail('ola@example.no', text(name))
    await rows().nth(2).waitFor()
    const seen: (string | null)[] = []
    for (const key of ['j', 'j', 'ArrowDown', 'ArrowDown', 'k', 'ArrowUp']) {
      await page.keyboard.press(key)
      seen.push(await article().getByRole('heading', { level: 2 }).textContent())
    }
    expect(seen).toEqual(['Tredje', 'Andre', 'Første', 'Første', 'Andre', 'Tredje'])
    expect(await marked().textContent()).toContain('Tredje')
    const isFocused = (selector: string) => page.locator(`${selector}:focus`).count()
    expect(await isFocused('[aria-current="true"]')).toBe(1)
    await page.keyboard.press('Enter')
    expect(await isFocused('article')).toBe(1)
    await page.keyboard.press('Escape')
    expect(await isFocused('[aria-current="true"]')).toBe(1)
    await page.keyboard.press('Escape')
    await page.getByText('next and previous message').waitFor()
    expect(await isFocused('.row')).toBe(1)
    expect(await page.evaluate("getComputedStyle(document.querySelector('.row:focus')).outlineStyle")).toBe('solid')
  })

  test('neither a new mail nor a report takes the focus from what is being read', async () => {
    await sendEmail('delayed-1s@example.no', text('Første'))
    await rows().first().waitFor()
    await page.keyboard.press('j')
    await sendEmail('kari@example.no', text('Andre'))
    await rowOf('Andre').waitFor()
    await rowOf('Første').getByText('Delivered', { exact: true }).waitFor()
    expect(await page.locator('.row:focus').textContent()).toContain('Første')
    expect(await article().getByRole('heading', { level: 2 }).textContent()).toBe('Første')
  })

  test('on a phone a message takes the place of the list, until one goes back', async () => {
    page = await openPage({ viewport: { width: 390, height: 844 } })
    await sendEmail('ola@example.no', text('Brev'))
    await open('Brev')
    await article().getByText('Innhold i Brev').waitFor()
    expect(await rows().first().isVisible()).toBe(false)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.getByRole('link', { name: 'All messages' }).click()
    await rowOf('Brev').waitFor()
    expect(await article().isVisible()).toBe(false)
    await page.goBack()
    await article().getByText('Innhold i Brev').waitFor()
  })

  test('of many, the newest 500 are listed, and a link to an older one finds it', async () => {
    await sendEmail('ola@example.no', text('Den eldste'), notification)
    const numbers = Array.from({ length: 600 }, (_, index) => `+479000${String(index).padStart(4, '0')}`)
    for (let first = 0; first < 600; first += 100) await sendSms(numbers.slice(first, first + 100))
    await page.getByText('Newest 500 of 601').waitFor()
    expect(await rows().count()).toBe(500)
    page = await openPage({}, `/#/email/${notification}`)
    await article().getByText('Innhold i Den eldste').waitFor()
  })

  test('an inbox emptied in one window is empty in the other', async () => {
    await sendEmail('ola@example.no', text('Brev'))
    await open('Brev')
    const other = await openPage()
    await rows(other).first().waitFor()
    other.on('dialog', (dialog) => void dialog.accept())
    await other.getByRole('button', { name: 'Empty the inbox' }).click()
    await page.getByText('Nothing has been sent yet').waitFor()
    await page.getByText('next and previous message').waitFor()
    expect(await rows().count()).toBe(0)
  })

  test('the page says when the connection is lost, and goes on by itself when it is back', async () => {
    await sendEmail('ola@example.no', text('Før'))
    await rowOf('Før').waitFor()
    const { port } = services.ready
    await services.stop()
    await page.locator('[data-connection="lost"]').waitFor()
    services = await start(port)
    await sendEmail('ola@example.no', text('Etter'))
    await rowOf('Etter').waitFor()
    expect(await rowOf('Før').count()).toBe(0)
  })

  test('the magic recipients are listed for people', async () => {
    await page.getByRole('link', { name: 'Magic recipients' }).click()
    await page.getByRole('row', { name: '+47 999 10 001 is reported as failed: 4006, unreachable' }).waitFor()
    await page.getByRole('row', { name: 'bounced@example.com is reported as bounced' }).waitFor()
    await page.getByRole('link', { name: 'All messages' }).click()
    await page.getByText('Nothing has been sent yet').waitFor()
  })

  test('nothing the page does is against its own policy', async () => {
    const errors: string[] = []
    for (const path of ['/', '/magic']) {
      const fresh = await browser.newPage()
      fresh.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      fresh.on('pageerror', ({ message }) => errors.push(message))
      await fresh.goto(services.ready.url + path, { waitUntil: 'load' })
      await fresh.getByRole('heading', { level: 1 }).waitFor()
      await fresh.close()
    }
    expect(errors).toEqual([])
  })
})
