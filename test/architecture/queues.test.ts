import { readFile } from 'node:fs/promises'
import type { ServiceBusClient } from '@azure/service-bus'
import { Duration } from 'luxon'
import { describe, expect, it } from 'vitest'
import queues from '../../infra/queues.json' with { type: 'json' }
import { serviceBus } from '../../src/adapters/service-bus/bus.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import type { OrderQueue } from '../../src/domain/message.ts'
import { batchMs } from '../../src/functions/queue/batch-time.ts'
import { pathOf, recordedStart, triggerOf } from './recorded-start.ts'

/** The compiler sees to it that no queue of the type is missing here. */
const orderQueues: Readonly<Record<OrderQueue, true>> = {
  orders: true,
  'email-send': true,
  'sms-send': true,
  feed: true,
}

const described = Object.keys(queues).sort()
const readers = (await recordedStart(pathOf('src/main.ts'))).functions.flatMap((one) => {
  const { queueName, cardinality } = triggerOf(one)
  return queueName === undefined ? [] : [{ queueName, reader: one.name, cardinality }]
})

/** The queues that the bus opens a sender for when everything is posted that it can post. */
async function postedTo(): Promise<string[]> {
  const names: string[] = []
  const createSender = (name: string) => {
    names.push(name)
    return { sendMessages: () => Promise.resolve() }
  }
  const bus = serviceBus({ createSender } as unknown as ServiceBusClient, systemClock)
  for (const queue of Object.keys(orderQueues) as OrderQueue[]) {
    await bus.post(queue, [{ order: '' as never, origin: '', attempt: 0, hop: 0 }], 0)
  }
  await bus.postAgenda([''], '')
  await bus.postReports([{ id: '', body: {}, hop: 0 }], 0)
  return names
}

/** The first table of the page: queue, posted by, read by, at a time. */
async function catalogue() {
  const page = await readFile(pathOf('docs/queues.md'), 'utf8')
  const rows = page.matchAll(/^\| `(?<queueName>[^`]+)` +\|[^|]+\| `(?<reader>[^`]+)` +\| (?<cardinality>one|many) /gm)
  const sections = page.matchAll(/^## `(.+)`$/gm)
  return { rows: [...rows].map((row) => row.groups), sections: [...sections].map(([, name]) => name) }
}

describe('the queues', () => {
  it('are those of infra/queues.json in the code that posts', async () => {
    expect((await postedTo()).sort()).toEqual(described)
  })

  it('are those of infra/queues.json in the functions that read, each read by one', () => {
    expect(readers.map(({ queueName }) => queueName).sort()).toEqual(described)
  })

  it('are those of the catalogue, each with its reader and a section of its own', async () => {
    const { rows, sections } = await catalogue()
    const byQueue = (one: { queueName?: string }, other: { queueName?: string }) =>
      (one.queueName ?? '').localeCompare(other.queueName ?? '')
    expect(rows.map((row) => ({ ...row })).sort(byQueue)).toEqual(readers.toSorted(byQueue))
    expect(sections.sort()).toEqual(described)
  })

  it('lock a batch for at least twice the time that is spent on it', () => {
    const many = readers.filter(({ cardinality }) => cardinality === 'many')
    const locks = many.map(({ queueName }) => queues[queueName as keyof typeof queues].lockDuration)
    expect(locks.length).toBeGreaterThan(0)
    expect(locks.filter((lock) => Duration.fromISO(lock).toMillis() < 2 * batchMs)).toEqual([])
  })
})
