import { describe, expect, it } from 'vitest'
import { apiClient, tokenHolder } from '../../local/cloud/api-client.ts'
import { emailTo, order, secret } from '../order-request.ts'
import { invalid, traceId } from '../problems.ts'
import { rowsIn, startedApi } from './started-api.ts'

/** What the reference was seen to do wrong, or otherwise than it says; under the numbers of `docs/choices.md`. */
const api = startedApi()

const json = { 'content-type': 'application/json' }
const refused = async (more: object) => {
  const { status, text } = await api.owner.post('/future/orders', order('fault', more))
  return { status, errors: (JSON.parse(text) as { errors: object }).errors }
}

describe('a token', () => {
  it('R3: of the shape of one, that cannot be decoded, is nobody’s, and of no interest where all are welcome', async () => {
    const odd = apiClient(api.cloud.url, { authorization: 'Bearer x.y.z' })
    expect(await odd.ask('/future/shipment/feed')).toMatchObject({ status: 401, text: '' })
    expect(await odd.ask('/tests/sendcondition')).toMatchObject({ status: 200 })
  })

  it('R10: of an organisation of blanks gives no right to anything', async () => {
    const blank = await tokenHolder(api.cloud.url, { org: '   ' })
    expect(await blank.post('/future/orders', order('blank'))).toMatchObject({ status: 403, text: '' })
    expect(await blank.ask('/orders?sendersReference=a')).toMatchObject({ status: 403, text: '' })
  })
})

describe('a body', () => {
  it('R4: of another encoding is refused, and says so, after the caller has been looked at', async () => {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=iso-8859-1' },
      body: Buffer.from(JSON.stringify(order('latin'))),
    }
    expect(await api.stranger.ask('/future/orders', request)).toMatchObject({ status: 401 })
    const { status, text } = await api.owner.ask('/future/orders', request)
    expect([status, JSON.parse(text)]).toEqual([
      415,
      {
        type: 'https://tools.ietf.org/html/rfc9110#section-15.5.16',
        title: 'Unsupported Media Type',
        status: 415,
        traceId,
      },
    ])
    const other = {
      ...request,
      headers: { 'content-type': 'application/json; charset="UTF-8"; version=1' },
      body: Buffer.from('{'),
    }
    expect((await api.owner.ask('/future/orders', other)).status).toBe(400)
  })

  it('R9: of more than thirty million bytes is too large', async () => {
    const body = Buffer.alloc(30_000_001, ' ')
    const answer = await api.owner.ask('/future/orders', { method: 'POST', headers: json, body })
    expect(answer).toMatchObject({ status: 413, text: '' })
  })
})

describe('a member', () => {
  it('R6: that is an idempotency id of ten thousand characters is too long', async () => {
    expect(await refused({ idempotencyId: secret.repeat(900) })).toEqual({
      status: 400,
      errors: { IdempotencyId: ['IdempotencyId must be at most 1000 characters long.'] },
    })
  })

  it.each([
    ['IdempotencyId', { idempotencyId: 'a\u0000' }],
    ['SendersReference', { sendersReference: 'a\u0000' }],
    ['Recipient.RecipientEmail.Settings.Subject', { recipient: emailTo('a@example.no', { subject: 'a\u0000' }) }],
  ])('R7: that holds a null character is named: %s', async (key, more) => {
    const name = key.split('.').at(-1) ?? ''
    expect(await refused(more)).toEqual({
      status: 400,
      errors: { [key]: [`${name} must not contain the null character (U+0000).`] },
    })
  })

  it.each([
    ['3,000,000 days', { reminders: [{ delayDays: 3_000_000, recipient: emailTo('a@example.no') }] }],
    [
      'a day from the end of time',
      {
        requestedSendTime: '9999-12-31T12:00:00Z',
        reminders: [{ delayDays: 1, recipient: emailTo('a@example.no') }],
      },
    ],
  ])('R8: that asks for a reminder after %s is refused', async (_, more) => {
    const { status, text } = await api.owner.post('/future/orders', order('late', more))
    expect(JSON.parse(text)).toEqual(
      invalid({ 'Reminders[0].DelayDays': ['DelayDays must not lead beyond the year 9999.'] }),
    )
    expect(status).toBe(400)
  })
})

describe('what was refused', () => {
  it('has left nothing behind', async () => {
    expect(await rowsIn(api.cloud)).toBe(0)
    expect(api.lines).toEqual([])
  })
})

describe('the same order', () => {
  it('R13: twelve times at once is one order', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => api.owner.post('/future/orders', order('same'))))
    const statuses = answers.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([...Array.from({ length: 11 }, () => 200), 201])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })
})
