import { describe, expect, it } from 'vitest'
import { emailAct } from '../../local/demo/email-act.ts'
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

describe('the demo', () => {
  it('shows the way of an e-mail and what its recipient got', async () => {
    const demo = startCommand('demo.ts')
    expect(await demo.ended, demo.output()).toBe(0)

    const timeline = [...demo.output().matchAll(/^ *(\d+) ms {2}(.+)$/gm)].map(([, ms, text = '']) => ({ ms, text }))
    const times = timeline.map(({ ms }) => Number(ms))
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(times[0]).toBe(0)
    const places = happenings.map((text) => timeline.findIndex((line) => line.text.startsWith(text)))
    expect(places, demo.output()).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))

    expect(demo.output()).toMatch(/From +noreply@altinn\.cloud\n +To +kari@example\.no\n +Subject +Hei fra Varslinger/)
    expect(demo.output()).toContain('Dette er en prøve.')
    expect(demo.output().trimEnd()).toMatch(/All of it went as it should\.$/)
  })

  it('says what went wrong, and fails, when an e-mail does not arrive or is not delivered', async () => {
    const printed: string[] = []
    const acts = [
      emailAct({ recipient: 'bounced@example.com' }),
      emailAct(),
      emailAct({ recipient: 'connection-reset@example.com', patienceMs: 500 }),
    ]
    expect(await playDemo({ acts, print: (text) => printed.push(text) })).toBe(1)
    const faults = printed.filter((text) => text.includes('went'))
    expect(faults).toEqual([
      'This went wrong: the last status is Email_Failed_Bounced instead of Email_Delivered.\n',
      'All of it went as it should.\n',
      expect.stringMatching(/^This went wrong: 0 e-mails arrived instead of one; the last status is Email_\w+\.\n$/),
    ])
  })
})
