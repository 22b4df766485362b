import { SmsClient } from '@azure/communication-sms'
import type { ServiceBusClient } from '@azure/service-bus'
import { describe, expect, it, onTestFinished } from 'vitest'
import queues from '../../../../infra/queues.json' with { type: 'json' }
import { serviceBusClient } from '../../../../src/adapters/service-bus/client.ts'
import { followClock } from '../../../local/clock/follow-clock.ts'
import { startCommunicationServices } from '../../../local/communication-services/start-communication-services.ts'
import type { Registration } from '../../../local/functions-host/app/core.ts'
import { parseSchedule } from '../../../local/functions-host/timers/schedule.ts'
import { createTimer } from '../../../local/functions-host/timers/timer.ts'
import { startServiceBus } from '../../../local/service-bus/start-service-bus.ts'
import { startedClock, type StartedClock } from './started-clock.ts'

const clockUrl = ({ url }: StartedClock) => `${url}/clock/offset?audience=parts`
const hourMs = 3_600_000
const moveBy = ({ clock }: StartedClock, ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms))

async function broker(started: StartedClock) {
  const running = await startServiceBus({ port: 0, queues, clockUrl: clockUrl(started) })
  const client = serviceBusClient(running.ready)
  onTestFinished(async () => {
    await client.close()
    await running.stop()
  })
  return { ready: running.ready, inspect: () => running.inspect(), client }
}

const send = (client: ServiceBusClient, message: { messageId: string; scheduledEnqueueTimeUtc?: Date }) =>
  client.createSender('feed').sendMessages({ body: {}, ...message })

describe('the broker', () => {
  it('lets a scheduled message in when the clock has been moved there, and not before', async () => {
    const started = await startedClock()
    const { client, inspect } = await broker(started)
    const due = new Date(started.clock.now().getTime() + 24 * hourMs)
    await send(client, { messageId: 'later', scheduledEnqueueTimeUtc: due })
    await moveBy(started, 23 * hourMs)
    expect(inspect().queues['feed']).toMatchObject({ scheduled: 1, active: 0 })
    expect(inspect().queues['feed']?.nextScheduledAt).toBe(due.toISOString())
    await moveBy(started, hourMs)
    expect(inspect().queues['feed']).toMatchObject({ scheduled: 0, active: 1 })
  })

  it('ends no lock, and forgets no message id', async () => {
    const started = await startedClock()
    const { client, inspect } = await broker(started)
    await send(client, { messageId: 'one' })
    const receiver = client.createReceiver('feed')
    const [message] = await receiver.receiveMessages(1)
    await moveBy(started, 24 * hourMs)
    expect(inspect().queues['feed']).toMatchObject({ locked: 1, active: 0 })
    await send(client, { messageId: 'one' })
    expect(inspect().queues['feed']).toMatchObject({ locked: 1, active: 0 })
    if (message !== undefined) await receiver.completeMessage(message)
    expect(inspect().queues['feed']).toMatchObject({ locked: 0, active: 0, deadLettered: 0 })
  })

  it('ends the life of a message that is too old by the clock', async () => {
    const started = await startedClock()
    const { client, inspect } = await broker(started)
    await send(client, { messageId: 'old' })
    await moveBy(started, 15 * 24 * hourMs)
    expect(inspect().queues['feed']).toMatchObject({ active: 0, deadLettered: 1 })
  })
})

describe('the provider', () => {
  it('reports what is due in an hour when the clock has been moved there', async () => {
    const started = await startedClock()
    const { ready, inspect } = await broker(started)
    const options = { port: 0, serviceBusConnectionString: ready.connectionString, clockUrl: clockUrl(started) }
    const services = await startCommunicationServices(options)
    onTestFinished(() => services.stop())
    const client = new SmsClient(services.ready.connectionString, { allowInsecureConnection: true })
    // Reported as delivered after an hour.
    const to = ['+4799932001']
    await client.send({ from: 'Altinn', to, message: 'Hei' }, { enableDeliveryReport: true, tag: 'tag' })
    const reports = () => inspect().queues['delivery-reports']?.active
    await moveBy(started, hourMs / 2)
    const { nextReportAt = '' } = services.inspect?.() as { nextReportAt?: string }
    expect(Date.parse(nextReportAt) - started.clock.now().getTime()).toBeGreaterThan(hourMs / 3)
    expect(reports()).toBe(0)
    await moveBy(started, hourMs / 2)
    await expect.poll(reports).toBe(1)
    expect(services.inspect?.()).toMatchObject({ nextReportAt: undefined })
  })
})

describe('a timer', () => {
  const registration: Registration = {
    metadata: { name: 'timer', bindings: {} },
    callback: () => undefined,
    trigger: { type: 'timerTrigger', direction: 'in' },
    triggerKey: 'timer',
  }

  it('makes one run of all the moments that were passed, and the move waits for it', async () => {
    const started = await startedClock()
    const clock = await followClock(clockUrl(started))
    onTestFinished(() => clock.stop())
    let [runs, ended] = [0, 0]
    const invoke = async () => {
      runs++
      await new Promise((resolve) => setTimeout(resolve, 50))
      ended++
      return 'succeeded' as const
    }
    const invoker = { invoke, idle: () => Promise.resolve() }
    const timer = createTimer(registration, parseSchedule('0 0 * * * *'), { invoker, clock })
    clock.onMove(() => timer.catchUp())
    timer.start()
    onTestFinished(() => timer.stop())
    await moveBy(started, 24 * hourMs)
    expect([runs, ended]).toEqual([1, 1])
    await moveBy(started, 1000)
    expect([runs, ended]).toEqual([1, 1])
    await moveBy(started, hourMs)
    expect([runs, ended]).toEqual([2, 2])
  })
})
