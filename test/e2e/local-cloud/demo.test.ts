import { describe, expect, it } from 'vitest'
import { orderAct } from '../../local/demo/order-act.ts'
import { playDemo } from '../../local/demo/play-demo.ts'
import { startCommand } from './started-command.ts'

/** What happens to an e-mail, in this order; what is too quick to be seen every time is left out. */
const happenings = [
  'ttd orders it: POST /notifications/api/v1/future/orders',
  '201: it is stored, as shipment ',
  'Communication Services accepts it',
  'its delivery report says Delivered',
  'Email_Delivered: the order is completed',
  'it is number 1 in the feed',
]

const dayMs = 86_400_000

/** The lines of an act: milliseconds since its beginning, and what happened. */
const timelineOf = (act: string) =>
  [...act.matchAll(/^ *(?:(\d+) d )?(\d+) ms {2}(.+)$/gm)].map(([, days = '0', ms = '', text = '']) => ({
    ms: Number(days) * dayMs + Number(ms),
    text,
  }))

describe('the demo', () => {
  it('shows the way of every kind of order, and what its recipient got', async () => {
    const demo = startCommand('demo.ts')
    expect(await demo.ended, demo.output()).toBe(0)

    const [, ...acts] = demo.output().split(/\n(?=An? [^\n]+\n\n)/)
    const [email = '', sms = '', chain = '', throttled = '', bounced = ''] = acts
    for (const act of [email, sms, chain, throttled, bounced]) {
      expect(act.trimEnd(), demo.output()).toMatch(/All of it went as it should\.$/)
      const times = timelineOf(act).map(({ ms }) => ms)
      expect(times).toEqual(times.toSorted((one, other) => one - other))
      expect(times[0]).toBe(0)
    }

    const places = happenings.map((text) => timelineOf(email).findIndex((line) => line.text.startsWith(text)))
    expect(places, email).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(email).toMatch(/From +noreply@altinn\.cloud\n +To +kari@example\.no\n +Subject +Hei fra Varslinger/)
    expect(email).toContain('Dette er en prøve.')

    expect(sms).toMatch(/To +\+4790000001, in one segment/)
    const accepted = timelineOf(chain).filter(({ text }) => text === 'Communication Services accepts it')
    expect(accepted.map(({ ms }) => Math.floor(ms / dayMs))).toEqual([0, 7])
    expect(throttled).toContain('accepts it at request number 3')
    expect(bounced).toContain('its delivery report says Bounced')
  })

  it('says what went wrong, and fails, when a message does not arrive or is not delivered', async () => {
    const printed: string[] = []
    const act = { title: 'An e-mail', expects: 'Email_Delivered' }
    const acts = [
      orderAct({ ...act, to: 'bounced@example.com' }),
      orderAct({ ...act, to: 'kari@example.no' }),
      orderAct({ ...act, to: 'connection-reset@example.com', patienceMs: 500 }),
    ]
    expect(await playDemo({ acts, print: (text) => printed.push(text) })).toBe(1)
    const faults = printed.filter((text) => text.includes('went'))
    expect(faults).toEqual([
      'This went wrong: the last status is Email_Failed_Bounced instead of Email_Delivered.\n',
      'All of it went as it should.\n',
      expect.stringMatching(/^This went wrong: 0 e-mails arrived instead of 1; the last status is Email_\w+\.\n$/),
    ])
  })
})
