import { describe, expect, it } from 'vitest'
import type { Look } from '../../../local/clock/move-clock.ts'
import { startedClock, type StartedClock } from './started-clock.ts'

interface Answer {
  readonly now: string
  readonly offsetMs: number
  readonly steps: number
  readonly error: string
}

interface Question {
  /** Method and path. */
  readonly to: string
  readonly body?: unknown
  readonly type?: string
}

async function ask({ url }: StartedClock, { to, body, type = 'application/json' }: Question) {
  const [method = '', path = ''] = to.split(' ')
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(url + path, { method, headers: { 'content-type': type }, ...sent })
  return { status: response.status, ...((await response.json()) as Answer) }
}

const read = (started: StartedClock) => ask(started, { to: 'GET /clock' })
const forward = (started: StartedClock, by: unknown) => ask(started, { to: 'POST /clock/forward', body: { by } })

describe('the clock over HTTP', () => {
  it('is read, moved forward by a duration, and set', async () => {
    const started = await startedClock()
    expect(await read(started)).toMatchObject({ status: 200, offsetMs: 0 })
    const moved = await forward(started, 'PT1H30M')
    expect(moved).toMatchObject({ status: 200, steps: 1 })
    expect(Math.round(moved.offsetMs / 1000)).toBe(5400)
    const now = new Date(Date.parse(moved.now) + 86_400_000)
    const set = await ask(started, { to: 'PUT /clock', body: { now } })
    expect(Date.parse(set.now) - now.getTime()).toBeLessThan(1000)
    expect(Date.parse((await read(started)).now)).toBeGreaterThanOrEqual(Date.parse(set.now))
  })

  it('counts days as the calendar in Oslo does, though the hour changes on the way', async () => {
    const started = await startedClock()
    const beforeSpring = '2027-03-27T12:00'
    await ask(started, { to: 'PUT /clock', body: { now: beforeSpring } })
    expect((await forward(started, 'P1D')).now).toMatch(/^2027-03-28T10:00:/)
  })

  it.each([
    [{ to: 'PUT /clock', body: { now: '2020-01-01T00:00:00Z' } }, 400, 'the clock can only be moved forward'],
    [{ to: 'PUT /clock', body: { now: 'tomorrow' } }, 400, 'tomorrow is not a time, as 2027-01-04T08:00 is'],
    [{ to: 'PUT /clock', body: {} }, 400, 'now'],
    [{ to: 'POST /clock/forward', body: { by: '7 days' } }, 400, '7 days is not an ISO 8601 duration, as P7D is'],
    [{ to: 'POST /clock/forward', body: { by: '-P1D' } }, 400, 'the clock can only be moved forward'],
    [{ to: 'POST /clock/forward', body: { by: 'P8000Y' } }, 400, 'the clock cannot be moved so far'],
    [{ to: 'POST /clock/forward', body: { by: 'P999999Y' } }, 400, 'the clock cannot be moved so far'],
    [{ to: 'POST /clock/forward', body: '{' }, 400, 'the body is not JSON'],
    [{ to: 'GET /clock/back' }, 404, 'there is nothing here'],
  ])('%j is answered %i and changes nothing', async (question, status, error) => {
    const started = await startedClock()
    const answer = await ask(started, question)
    expect(answer.status).toBe(status)
    expect(answer.error).toContain(error)
    expect(await read(started)).toMatchObject({ offsetMs: 0 })
  })

  it('reads no more of a body than a question of this kind can have', async () => {
    const started = await startedClock()
    const answer = await ask(started, { to: 'PUT /clock', body: `"${'x'.repeat(20_000)}"` })
    expect(answer).toMatchObject({ status: 413, error: 'the body is too large' })
  })

  it('takes nothing from a form of another page', async () => {
    const started = await startedClock()
    const answer = await ask(started, { to: 'POST /clock/forward', body: '{"by":"P7D"}', type: 'text/plain' })
    expect(answer).toMatchObject({ status: 415, error: 'the content type must be application/json' })
    expect(await read(started)).toMatchObject({ offsetMs: 0 })
  })

  it('makes one move at a time, and says where the other goes', async () => {
    let rest: () => void = () => undefined
    const resting = new Promise<void>((resolve) => (rest = resolve))
    const looks = () => async (): Promise<Look> => resting.then(() => ({ next: undefined }))
    const started = await startedClock({ looks })
    const first = forward(started, 'P1D')
    await expect.poll(() => read(started)).toHaveProperty('movingTo')
    expect(await forward(started, 'P1D')).toMatchObject({ status: 409 })
    rest()
    expect(await first).toMatchObject({ status: 200 })
    expect(await forward(started, 'P1D')).toMatchObject({ status: 200 })
  })

  it('says why it was not moved when the system does not come to rest', async () => {
    const looks = () => (): Promise<Look> => Promise.resolve({ busy: 'sms-send has 3 messages waiting' })
    const started = await startedClock({ looks, restLimitMs: 50 })
    const answer = await forward(started, 'P1D')
    expect(answer).toMatchObject({
      status: 503,
      error: 'the system does not come to rest: sms-send has 3 messages waiting',
    })
    expect(await read(started)).toMatchObject({ offsetMs: 0 })
  })

  it('tells who follows it of every move', async () => {
    const started = await startedClock()
    const response = await fetch(`${started.url}/clock/events`)
    let text = ''
    const reading = (async () => {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
        text += Buffer.from(chunk).toString()
    })().catch(() => undefined)
    await expect.poll(() => text).toContain('event: clock\ndata: {"now":')
    await forward(started, 'P1D')
    await expect.poll(() => /"offsetMs":86[34]\d{5}}/.test(text)).toBe(true)
    expect(text).toContain('"movingTo":')
    await started.stop()
    await reading
  })
})
