import { expect, test } from 'vitest'
import { readDeliveryReport } from '../../../src/adapters/communication-services/delivery-report.ts'
import { simulatedSms } from '../../../src/adapters/sms-routing/simulated-sms.ts'
import { TransientFault } from '../../../src/domain/faults.ts'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import type { SmsCall } from '../../../src/use-cases/courier-ports.ts'
import type { Bus, RawReport } from '../../../src/use-cases/ports.ts'
import { noon, sampleOrder } from '../domain/sample-order.ts'

const notification = notificationIdOf(sampleOrder().id, 1, 1)
const numbers = ['+4799999999', '+4790000001']

const call: SmsCall = {
  sender: 'Altinn',
  body: 'Hei',
  tag: `${notification}:3`,
  recipients: numbers.map((number, i) => ({ number, attemptId: Buffer.alloc(32, i), attemptedAt: noon })),
}

function busThat(answers: () => Promise<void>) {
  const posted: [RawReport, number][] = []
  const bus: Bus = {
    post: () => Promise.reject(new Error('only reports are posted')),
    postAgenda: () => Promise.reject(new Error('only reports are posted')),
    postReports(reports, delaySeconds) {
      posted.push(...reports.map((report): [RawReport, number] => [report, delaySeconds]))
      return answers()
    },
  }
  return { bus, posted }
}

test('everybody is accepted, each under a reference of its own', async () => {
  const outcomes = await simulatedSms(busThat(() => Promise.resolve()).bus).send(call)
  expect(outcomes).toEqual([
    { outcome: 'accepted', receipt: { provider: 'simulated', reference: `sim_${'00'.repeat(16)}` } },
    { outcome: 'accepted', receipt: { provider: 'simulated', reference: `sim_${'01'.repeat(16)}` } },
  ])
})

test('everybody is reported delivered five seconds later, in the words of the provider', async () => {
  const { bus, posted } = busThat(() => Promise.resolve())
  await simulatedSms(bus).send(call)
  expect(posted.map(([, delaySeconds]) => delaySeconds)).toEqual([5, 5])
  expect(posted.map(([report]) => readDeliveryReport(report.body))).toMatchObject(
    numbers.map((number) => ({ report: { notification, call: 3, number, result: 'Delivered' } })),
  )
})

test('an attempt that is repeated is reported under the same id, so that the bus takes it once', async () => {
  const { bus, posted } = busThat(() => Promise.resolve())
  const sms = simulatedSms(bus)
  expect(await sms.send(call)).toEqual(await sms.send(call))
  expect(new Set(posted.map(([{ id }]) => id)).size).toBe(2)
})

test('whether it is reported is unknown while the bus cannot serve, so that it is tried again', async () => {
  const { bus } = busThat(() => Promise.reject(new TransientFault('BUS_UNAVAILABLE')))
  const unknown = { outcome: 'unknown', code: 'BUS_UNAVAILABLE' }
  expect(await simulatedSms(bus).send(call)).toEqual([unknown, unknown])
})

test('a fault that will not pass is thrown', async () => {
  const { bus } = busThat(() => Promise.reject(new Error('a bug')))
  await expect(simulatedSms(bus).send(call)).rejects.toThrow('a bug')
})
