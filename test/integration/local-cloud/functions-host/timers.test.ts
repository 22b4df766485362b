import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { send, type Request } from './send.ts'
import { startHost, type LogLine, type StartedHost } from './started-host.ts'

let host: StartedHost
beforeAll(async () => {
  host = await startHost('timers', { settings: { EVERY_SECOND: '* * * * * *' } })
})
afterAll(() => host.stop())

const of = (name: string) => (line: LogLine) => line.function === name
const json = { 'content-type': 'application/json' }
const start = (name: string, request: Request = { body: '{}', headers: json }) =>
  send(host.url, `/admin/functions/${name}`, request)

describe('a timer function', () => {
  it('runs at the moments of its schedule, which may stand in a setting', async () => {
    await eventually(() => host.lines.filter(of('everySecond')).length).toBeGreaterThan(1)
  })

  it('runs at the start when it asks for that, and is told of its schedule but given no metadata', async () => {
    const { message = '' } = await host.line(of('atStart'))
    expect(JSON.parse(message)).toEqual({
      timer: {
        isPastDue: false,
        schedule: { adjustForDST: true },
        scheduleStatus: {
          last: '0001-01-01T00:00:00',
          next: expect.stringMatching(/^20\d\d-02-29T00:00:00.000Z$/) as string,
          lastUpdated: '0001-01-01T00:00:00',
        },
      },
      metadata: 'none',
    })
  })

  it('never overlaps itself', async () => {
    const messages = () => host.lines.filter(of('slow')).map(({ message }) => message)
    await eventually(() => messages().length).toBeGreaterThan(3)
    expect(messages().slice(0, 4)).toEqual(['begin with 0 running', 'end', 'begin with 0 running', 'end'])
  })

  it('whose schedule does not resolve is reported, and the others run on', async () => {
    expect(await host.line(of('unresolved'))).toMatchObject({
      level: 'error',
      message: expect.stringContaining("'%NOWHERE%' does not resolve to a value") as string,
    })
  })
})

describe('starting a timer function by hand', () => {
  it('is answered 202 at once, in any case of its name, and runs it', async () => {
    const before = host.lines.filter(of('atStart')).length
    expect(await start('ATSTART')).toMatchObject({ status: 202, text: '' })
    await eventually(() => host.lines.filter(of('atStart')).length).toBe(before + 1)
  })

  it('is answered 202 also when the run then fails, which is logged', async () => {
    expect((await start('fails')).status).toBe(202)
    const { level, message } = await host.line(of('fails'))
    expect([level, message?.split('\n')[0]]).toEqual(['error', 'Error: timer failed on purpose'])
  })

  it('several times while it runs makes one more run, after that one', async () => {
    for (let times = 0; times < 4; times++) await start('slowByHand')
    const messages = () => host.lines.filter(of('slowByHand')).map(({ message }) => message)
    await eventually(() => messages().length).toBe(4)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(messages()).toEqual(['begin with 0 running', 'end', 'begin with 0 running', 'end'])
  })

  it.each<[string, Request, number]>([
    ['no content type', { body: '{}' }, 415],
    ['broken JSON', { body: '{', headers: json }, 400],
    ['JSON that is no object', { body: '[]', headers: json }, 400],
    ['another method', { method: 'GET' }, 404],
  ])('with %s is refused', async (_case, request, status) => {
    expect((await start('atStart', request)).status).toBe(status)
  })

  it('of an unknown name is 404', async () => {
    expect((await start('nobody')).status).toBe(404)
  })
})
