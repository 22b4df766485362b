import { describe, expect, test } from 'vitest'
import { systemMachine } from '../../../src/adapters/system/machine.ts'
import { tablePauses } from '../../../src/adapters/tables/pauses.ts'
import { now, startedOps } from './started-ops.ts'

const { run, table } = startedOps()

/** As the app asks, having read nothing yet. */
const pauses = () => tablePauses(table('switches'), { clock: { now: () => now }, machine: systemMachine })

describe('pause', () => {
  test('holds a channel, longer than the app would by itself, and not the other', async () => {
    const { code, printed } = await run('pause hold email --until 2026-11-26T08:00')
    expect({ code, printed }).toEqual({
      code: 0,
      printed: ['email is held until 2026-11-26 08:00. What expires before that is not sent.'],
    })
    expect(await pauses().notBefore('email')).toEqual(new Date('2026-11-26T07:00:00Z'))
    expect(await pauses().notBefore('sms')).toBeUndefined()
    await pauses().extend('email', new Date(now.getTime() + 60_000))
    expect((await run('pause list')).printed).toEqual(['email  held until 2026-11-26 08:00', 'sms    goes on'])
  })

  test('lifts what was held, or what the provider has asked for', async () => {
    await pauses().extend('sms', new Date(now.getTime() + 60_000))
    expect((await run('pause lift sms')).code).toBe(0)
    expect(await pauses().notBefore('sms')).toBeUndefined()
    expect((await run('pause lift sms')).code).toBe(0)
  })

  test.each([
    ['pause hold fax --until 2026-11-26', 'name a channel: email or sms'],
    ['pause hold email', '--until is needed: nothing shall be held for ever'],
  ])('%s makes no sense', async (line, message) => {
    expect(await run(line)).toEqual({ code: 2, printed: [message] })
  })
})
