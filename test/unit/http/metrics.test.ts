import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { noCounts } from '../../../src/domain/monthly-count.ts'
import { handlerOf } from '../../../src/functions/http/door/handler.ts'
import { readDailyEmailMetricsRoute } from '../../../src/functions/http/read-daily-email-metrics.ts'
import { readDailySmsMetricsRoute } from '../../../src/functions/http/read-daily-sms-metrics.ts'
import { showMetricsFormRoute } from '../../../src/functions/http/show-metrics-form.ts'
import { showMonthlyMetricsRoute } from '../../../src/functions/http/show-monthly-metrics.ts'
import type { Ports } from '../../../src/use-cases/ports.ts'
import { aDoor, visit } from '../door/a-visit.ts'

const unused = () => Promise.reject(new Error('not this one'))
const kept = {
  'skd 2026-02': { ...noCounts, orders: 7, emails: 5, emailsDelivered: 4, smsParts: 9, smsDelivered: 3 },
  '<b>"&\' 2026-02': { ...noCounts, orders: 1 },
} as const

const feed: Ports['feed'] = {
  append: unused,
  numberOf: unused,
  read: unused,
  erase: unused,
  creators: () => Promise.resolve(['ttd', 'skd', `<b>"&'`]),
  countsOf: (creator, month) => Promise.resolve(kept[`${creator} ${month}` as keyof typeof kept]),
}

const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
const submit = (body: string, headers: Record<string, string> = urlencoded) =>
  visit(handlerOf(aDoor(), showMonthlyMetricsRoute({ feed })), { body, headers })

describe('the page of the months', () => {
  test('offers every month and the last six years, latest first, with this month chosen', async () => {
    const { status, headers, text = '' } = await visit(handlerOf(aDoor(), showMetricsFormRoute()), { method: 'GET' })
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    const values = [...text.matchAll(/<option value="(\d+)"/g)].map(([, value]) => Number(value))
    expect(values.slice(0, 12)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(values.slice(12)).toEqual([2026, 2025, 2024, 2023, 2022, 2021])
    expect(text.match(/selected>\w+/g)).toEqual(['selected>May', 'selected>2026'])
    expect(text).not.toContain('<table')
  })

  test('shows what every creator has had in the month, by name', async () => {
    const { status, text = '' } = await submit('month=2&year=2026')
    expect(status).toBe(200)
    const rows = [...text.matchAll(/<tr><td>(.*?)<\/tr>/g)].map(([, row = '']) => row.match(/[^<>/]+(?=<\/td>)/g))
    expect(rows).toEqual([
      ['&#60;b&#62;&#34;&#38;&#39;', '1', '0', '0', '0', '0'],
      ['skd', '7', '5', '4', '9', '3'],
    ])
    expect(text.match(/selected>\w+/g)).toEqual(['selected>February', 'selected>2026'])
  })

  test('says so when there was nothing', async () => {
    const { text } = await submit('MONTH=3&Year=2026', {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    })
    expect(text).toContain('No notification orders with requested send time in March 2026')
  })

  test.each([
    ['month=x&year=1.5', { month: ["The value 'x' is not valid."], year: ["The value '1.5' is not valid."] }],
    ['month=13&year=0', { month: ['Month must be between 1 and 12.'], year: ['Year must be between 1 and 9999.'] }],
    ['year=10000&month=0', { month: ['Month must be between 1 and 12.'], year: ['Year must be between 1 and 9999.'] }],
    ['month=2', { year: ["A value for the 'year' parameter or property was not provided."] }],
    ['month=&year=2026', { month: ['The month field is required.'] }],
  ])('refuses the form %j', async (body, errors) => {
    const { status, json } = await submit(body)
    expect(status).toBe(400)
    expect(json?.errors).toEqual(errors)
  })

  test('reads no fields from a body of another kind, nor from a long one', async () => {
    const other = await submit('month=2&year=2026', { 'content-type': 'text/plain' })
    expect(Object.keys(other.json?.errors ?? {})).toEqual(['month', 'year'])
    expect(await submit('x'.repeat(10_001))).toMatchObject({ status: 413 })
  })

  test('runs nothing, and tells nobody its address, which may hold a key', async () => {
    const { headers } = await submit('month=2&year=2026')
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
  })
})

const bytes = Buffer.from('a file')

/** Asks for the file of yesterday, and tells which day that was. */
async function daily(given: string | undefined, metricsApiKey?: string, environment = 'tt02') {
  const days: string[] = []
  const ports: Pick<Ports, 'outcomes' | 'writeOutcomes'> = {
    outcomes: {
      put: unused,
      eraseBefore: unused,
      page: ({ day, channel }) => {
        days.push(`${day} ${channel}`)
        return Promise.resolve({ outcomes: [] })
      },
    },
    writeOutcomes: async (_, outcomes) => ({ bytes, rows: (await Array.fromAsync(outcomes)).length }),
  }
  const door = { ports, environment, ...(metricsApiKey === undefined ? {} : { metricsApiKey }) }
  const headers: Record<string, string> = given === undefined ? {} : { 'X-API-Key': given }
  const answers = await Promise.all(
    [readDailySmsMetricsRoute(door), readDailyEmailMetricsRoute(door)].map((route) =>
      visit(handlerOf(aDoor(), route), { headers, body: 'whatever' }),
    ),
  )
  return { days, answers }
}

describe('the files of the day before', () => {
  test.each([
    { given: undefined, key: 'secret', error: 'API key required for Metrics endpoints' },
    { given: undefined, key: undefined, error: 'API key required for Metrics endpoints' },
    { given: '', key: 'secret', error: 'API key cannot be empty' },
    { given: ' ', key: undefined, error: 'API key cannot be empty' },
    { given: 'secret', key: undefined, error: 'API key validation not configured' },
    { given: 'secret!', key: 'secret', error: 'Invalid API key' },
    { given: 'Secret', key: 'secret', error: 'Invalid API key' },
  ])('are not given for the key $given where $key opens: $error', async ({ given, key, error }) => {
    const { days, answers } = await daily(given, key)
    for (const { status, json } of answers) expect([status, json]).toEqual([401, { error }])
    expect(days).toEqual([])
  })

  test('are those of yesterday by UTC, and say what they are', async () => {
    const { days, answers } = await daily('secret', 'secret')
    expect(days.toSorted()).toEqual(['2026-05-03 email', '2026-05-03 sms'])
    const name = '20260503_sms_notifications_tt02.parquet'
    expect(answers[0]).toMatchObject({
      status: 200,
      text: bytes,
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename=${name}; filename*=UTF-8''${name}`,
        'x-file-hash': createHash('md5').update(bytes).digest('base64'),
        'x-file-size': '6',
        'x-total-filetransfer-count': '0',
        'x-generated-at': '2026-05-04T12:00:00.0000000+00:00',
        'x-environment': 'tt02',
      },
    })
    expect(answers[1]?.headers['content-disposition']).toContain('20260503_email_notifications_tt02.parquet')
  })

  test('name their environment by what a header can hold', async () => {
    const { answers } = await daily('secret', 'secret', 'prøve 1\n')
    expect(answers[0]?.headers['x-environment']).toBe('pr_ve_1_')
  })
})
