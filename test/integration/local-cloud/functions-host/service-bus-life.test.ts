import { ServiceBusClient } from '@azure/service-bus'
import { expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { startBus, startBusAndHost, startQueuesApp } from './bus-and-host.ts'

async function sendOne(connectionString: string, body: unknown): Promise<void> {
  const client = new ServiceBusClient(connectionString)
  await client.createSender('singles').sendMessages({ body })
  await client.close()
}

it('the host starts while the broker is down, listens once it is there, and again after it was away', async () => {
  const probe = await startBus()
  const { port, connectionString } = probe.ready
  await probe.stop()

  const host = await startQueuesApp(connectionString)
  const ends = () => host.lines.filter(({ function: name, message }) => name === 'one' && message?.includes('"end"'))
  await host.line(({ function: name, level }) => name === 'one' && level === 'warning')

  for (const times of [1, 2]) {
    const bus = await startBus(port)
    await sendOne(connectionString, { times })
    await eventually(() => ends().length).toBe(times)
    await bus.stop()
  }
  await host.stop()
  expect(await host.ended).toBe(0)
})

it('on SIGTERM runs finish and complete their messages, and everything else stays in or returns to its queue', async () => {
  const cloud = await startBusAndHost({ maxConcurrentCalls: 1, minMessageBatchSize: 3 })
  await cloud.send('singles', [{ hold: 600 }, { hold: 600 }])
  await cloud.send('batches', [{}, {}])
  await eventually(() => cloud.seen('one').length).toBe(1)
  await eventually(() => cloud.queue('batches').locked).toBe(2)
  await cloud.host.stop()
  expect(await cloud.host.ended).toBe(0)
  expect(cloud.seen('one', 'end')).toHaveLength(1)
  expect(cloud.queue('singles')).toMatchObject({ active: 1, locked: 0, counts: { completed: 1 } })
  expect(cloud.queue('batches')).toMatchObject({ active: 2, locked: 0, counts: { completed: 0 } })
  expect(cloud.seen('many')).toEqual([])
  await cloud.stop()
})
