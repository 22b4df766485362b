import { describe, expect, test } from 'vitest'
import { routedSms } from '../../../src/adapters/sms-routing/routed-sms.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import type { Dispatch, SmsCall, SmsCourier } from '../../../src/use-cases/courier-ports.ts'
import { noon } from '../domain/sample-order.ts'

const listed = new Set(['+4790000001', '+4790000003'])
const allowList = { allows: (number: string) => Promise.resolve(listed.has(number)) }

/** Accepts under a name of its own, and remembers its calls. */
function courier(provider: string, answer = (all: readonly Dispatch[]) => all) {
  const calls: SmsCall[] = []
  const port: SmsCourier = {
    send(call) {
      calls.push(call)
      const accepted = call.recipients.map(({ number: reference }): Dispatch => ({
        outcome: 'accepted',
        receipt: { provider, reference },
      }))
      return Promise.resolve(answer(accepted))
    },
  }
  return { port, calls }
}

const callTo = (...numbers: string[]): SmsCall => ({
  sender: 'Altinn',
  body: 'Hei',
  tag: 'tag',
  recipients: numbers.map((number) => ({ number, attemptId: Buffer.from(number), attemptedAt: noon })),
})

const receiptsOf = (outcomes: readonly Dispatch[]) =>
  outcomes.map((of) => (of.outcome === 'accepted' ? `${of.receipt.provider} ${of.receipt.reference}` : of.code))

describe('in mode', () => {
  const couriers = { real: courier('real').port, simulated: courier('simulated').port, allowList }

  test('all, the real courier is the courier', () => expect(routedSms('all', couriers)).toBe(couriers.real))

  test('simulate, nobody gets a real SMS', () => expect(routedSms('simulate', couriers)).toBe(couriers.simulated))
})

describe('in mode allowlist', () => {
  test('a mixed call is parted, and its outcomes keep the order of its recipients', async () => {
    const [real, simulated] = [courier('real'), courier('simulated')]
    const sms = routedSms('allowlist', { real: real.port, simulated: simulated.port, allowList })
    const call = callTo('+4790000002', '+4790000001', '+4790000004', '+4790000003')
    expect(receiptsOf(await sms.send(call))).toEqual([
      'simulated +4790000002',
      'real +4790000001',
      'simulated +4790000004',
      'real +4790000003',
    ])
    const [second, first, fourth, third] = call.recipients
    expect(real.calls).toEqual([{ ...call, recipients: [first, third] }])
    expect(simulated.calls).toEqual([{ ...call, recipients: [second, fourth] }])
  })

  test('a courier that has nobody to send to is not called', async () => {
    const [real, simulated] = [courier('real'), courier('simulated')]
    const sms = routedSms('allowlist', { real: real.port, simulated: simulated.port, allowList })
    await sms.send(callTo('+4790000001'))
    await sms.send(callTo('+4790000002'))
    expect([real.calls.length, simulated.calls.length]).toEqual([1, 1])
  })

  test('a recipient that a courier says nothing of may have got the SMS', async () => {
    const real = courier('real', ([first]) => (first === undefined ? [] : [first])).port
    const sms = routedSms('allowlist', { real, simulated: courier('simulated').port, allowList })
    const outcomes = await sms.send(callTo('+4790000001', '+4790000002', '+4790000003'))
    expect(receiptsOf(outcomes)).toEqual(['real +4790000001', 'simulated +4790000002', 'NOT_IN_ANSWER'])
    expect(outcomes[2]).toEqual({ outcome: 'unknown', code: 'NOT_IN_ANSWER' })
  })

  describe('while the list cannot be read', () => {
    const routed = (fault: Error) => {
      const [real, simulated] = [courier('real'), courier('simulated')]
      const broken = { allows: () => Promise.reject(fault) }
      const sms = routedSms('allowlist', { real: real.port, simulated: simulated.port, allowList: broken })
      return { send: () => sms.send(callTo('+4790000001', '+4790000002')), calls: [real.calls, simulated.calls] }
    }

    test.each([
      [new TransientFault('TABLES_UNAVAILABLE', { retryAfterSeconds: 7 }), 7],
      [new TransientFault('TABLES_UNAVAILABLE'), 5],
    ])('nothing leaves, and all come back (%s, in %i seconds)', async (fault, seconds) => {
      const { send, calls } = routed(fault)
      const deferred = { outcome: 'deferred', seconds, code: 'TABLES_UNAVAILABLE' }
      expect(await send()).toEqual([deferred, deferred])
      expect(calls).toEqual([[], []])
    })

    test('for a reason that will not pass, that is thrown', async () => {
      await expect(routed(new Error('a bug')).send()).rejects.toThrow('a bug')
    })
  })
})
