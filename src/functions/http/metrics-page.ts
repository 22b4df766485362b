import type { HttpResponseInit } from '@azure/functions'
import type { CreatorCounts } from '../../use-cases/read-monthly-metrics.ts'
import type { MetricsForm } from './wire/metrics-form.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const title = 'Altinn Notifications Metrics'
const yearsBack = 5

/** No script, nothing from elsewhere; the address may hold the key of the function app, so it is told to nobody. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

const style = `
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; color: #1e2b3c }
  form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; margin-bottom: 2rem }
  label { display: grid } select, button { font: inherit; padding: .4rem .6rem }
  table { border-collapse: collapse; width: 100% } th, td { padding: .4rem .6rem; border-bottom: 1px solid #d2d5d8 }
  th { text-align: left } td:not(:first-child), th:not(:first-child) { text-align: right }
`

export interface MetricsPage {
  /** What the form shows as chosen. */
  readonly chosen: MetricsForm
  readonly now: Date
  /** Left out before anything was asked for. */
  readonly rows?: readonly CreatorCounts[]
}

export const metricsPage = (page: MetricsPage): HttpResponseInit => ({
  status: 200,
  headers,
  body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style></head>
<body><h1>${title}</h1>
${formOf(page)}
${page.rows === undefined ? '' : resultOf(page.chosen, page.rows)}
</body></html>`,
})

function formOf({ chosen, now }: MetricsPage): string {
  const thisYear = now.getUTCFullYear()
  const years = Array.from({ length: yearsBack + 1 }, (_, i) => thisYear - i)
  const monthOptions = months.map((name, i) => option(i + 1, name, chosen.month))
  const yearOptions = years.map((year) => option(year, String(year), chosen.year))
  return `<form method="post">
<label>Month <select name="month">${monthOptions.join('')}</select></label>
<label>Year <select name="year">${yearOptions.join('')}</select></label>
<button>Show</button></form>`
}

const option = (value: number, name: string, chosen: number) =>
  `<option value="${value}"${value === chosen ? ' selected' : ''}>${name}</option>`

const columns = [
  'Organization',
  'Total orders',
  'Total email notifications',
  'Successful email notifications',
  'Total SMS notifications',
  'Successful SMS notifications',
]

function resultOf({ month, year }: MetricsForm, rows: readonly CreatorCounts[]): string {
  const name = `${months[month - 1] ?? ''} ${year}`
  if (rows.length === 0) return `<p>No notification orders with requested send time in ${name}</p>`
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join('')
  return `<h2>${name}</h2>
<table><thead><tr>${head}</tr></thead>
<tbody>${rows.map(rowOf).join('\n')}</tbody></table>`
}

function rowOf({ creator, counts }: CreatorCounts): string {
  const { orders, emails, emailsDelivered, smsParts, smsDelivered } = counts
  const numbers = [orders, emails, emailsDelivered, smsParts, smsDelivered]
  return `<tr><td>${escaped(creator)}</td>${numbers.map((number) => `<td>${number}</td>`).join('')}</tr>`
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
