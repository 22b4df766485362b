import type { ServiceBusMessage } from '@azure/service-bus'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OutgoingReport } from '../../../local/communication-services/report-event.ts'
import { reportOutbox } from '../../../local/communication-services/report-outbox.ts'
import { handTurnedClock } from './hand-turned-clock.ts'

const clock = handTurnedClock()
let posts: string[][]
let faults: number
let told: string[]
let outbox: ReturnType<typeof reportOutbox>

const queue = {
  post(messages: ServiceBusMessage[]) {
    posts.push(messages.map(({ messageId }) => String(messageId)))
    faults -= 1
    return faults >= 0 ? Promise.reject(new Error('the broker is away')) : Promise.resolve()
  },
  close: () => Promise.resolve(),
}

beforeEach(() => {
  posts = []
  told = []
  faults = 0
  outbox = reportOutbox({ queue, clock, onPosted: (reports) => told.push(...reports.map(({ eventId }) => eventId)) })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await outbox.stop()
})

const reportDue = (eventId: string, inSeconds: number): OutgoingReport => {
  const dueAt = new Date(clock.now().getTime() + inSeconds * 1000)
  return {
    eventId,
    dueAt,
    schema: 'event-grid',
    event: () => ({ id: eventId, type: 'T', subject: 's', time: dueAt, data: {} }),
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 10))

test('nothing is posted before it is due, and what is due together travels together, one message each', async () => {
  outbox.add(reportDue('later', 10))
  outbox.add(reportDue('first', 5))
  outbox.add(reportDue('second', 5))
  clock.turn(4)
  await settled()
  expect(posts).toEqual([])
  clock.turn(1)
  await settled()
  expect(posts).toEqual([['first', 'second']])
  clock.turn(5)
  await settled()
  expect(posts).toEqual([['first', 'second'], ['later']])
})

test('a crowd is posted in batches of at most a hundred, in order', async () => {
  const ids = Array.from({ length: 250 }, (_, i) => String(i))
  for (const id of ids) outbox.add(reportDue(id, 1))
  clock.turn(1)
  await settled()
  expect(posts.map(({ length }) => length)).toEqual([100, 100, 50])
  expect(told).toEqual(ids)
})

test('what the broker does not take is posted again, and counts as posted only then', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  faults = 2
  outbox.add(reportDue('a', 0))
  await vi.waitFor(() => expect(posts).toHaveLength(1))
  expect(told).toEqual([])
  await vi.waitFor(() => expect(told).toEqual(['a']))
  expect(posts).toEqual([['a'], ['a'], ['a']])
})

test('reports that fall due while the broker is away follow in order', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  faults = 1
  outbox.add(reportDue('a', 0))
  await vi.waitFor(() => expect(posts).toHaveLength(1))
  outbox.add(reportDue('b', 0))
  await vi.waitFor(() => expect(told).toEqual(['a', 'b']))
})

test('after a stop nothing is posted any more', async () => {
  outbox.add(reportDue('a', 1))
  await outbox.stop()
  clock.turn(1)
  await settled()
  expect(posts).toEqual([])
})
