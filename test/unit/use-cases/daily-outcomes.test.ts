import { expect, test } from 'vitest'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import type { Outcome } from '../../../src/domain/outcome.ts'
import { eraseOutcomes } from '../../../src/use-cases/erase-outcomes.ts'
import type { OutcomeWriter, Outcomes } from '../../../src/use-cases/ports.ts'
import { readNotificationLog } from '../../../src/use-cases/read-notification-log.ts'
import { writeDailyOutcomes } from '../../../src/use-cases/write-daily-outcomes.ts'
import { noon, sampleOrder, secondsAfter } from '../domain/sample-order.ts'

const unused = () => Promise.reject(new Error('not this one'))

/** A table with so many pages of old outcomes, each of which takes a minute to erase. */
function old(pages: number) {
  const asked: string[] = []
  let [left, minutes] = [pages, 0]
  const outcomes: Outcomes = {
    put: unused,
    page: unused,
    eraseBefore: (day) => {
      asked.push(day)
      minutes += 1
      return Promise.resolve(left-- > 0)
    },
  }
  const machine = {
    now: () => noon,
    monotonicMs: () => minutes * 60_000,
    wait: unused,
    within: unused,
    nonce: () => '',
    chainKey: () => new Uint8Array(11),
  }
  return { asked, ports: { outcomes, machine, clock: { now: () => noon } } }
}

test('outcomes are erased page by page after three days, until there are no more', async () => {
  const { asked, ports } = old(2)
  await eraseOutcomes(ports)
  expect(asked).toEqual(['2026-11-20', '2026-11-20', '2026-11-20'])
})

test('erasing begins nothing new after four minutes: the next run goes on', async () => {
  const { asked, ports } = old(100)
  await eraseOutcomes(ports)
  expect(asked).toHaveLength(4)
})

test('the file of a day is written from all of its pages', async () => {
  const all = Array.from({ length: 3 }, (_, i): Outcome => ({
    notification: notificationIdOf(sampleOrder().id, 1, 1),
    channel: 'email',
    day: '2026-11-23',
    creator: `org${i}`,
    requestedSendTime: noon,
    result: 'Delivered',
    providerReference: '',
  }))
  const pages: Readonly<Record<string, { outcomes: Outcome[]; next?: string }>> = {
    first: { outcomes: all.slice(0, 2), next: 'second' },
    second: { outcomes: [], next: 'third' },
    third: { outcomes: all.slice(2) },
  }
  const of = { day: '2026-11-23', channel: 'email' } as const
  const page: Outcomes['page'] = (asked, next = 'first') => {
    expect(asked).toEqual(of)
    return Promise.resolve(pages[next] ?? { outcomes: [] })
  }
  const written: Outcome[] = []
  const writeOutcomes: OutcomeWriter = async (_, outcomes) => {
    for await (const outcome of outcomes) written.push(outcome)
    return { bytes: new Uint8Array(), rows: written.length }
  }
  const outcomes = { put: unused, eraseBefore: unused, page }
  expect(await writeDailyOutcomes({ outcomes, writeOutcomes }, of)).toMatchObject({ rows: 3 })
  expect(written).toEqual(all)
})

test('entries of the log come in the order that they were to be sent in, then as they ended', async () => {
  const entry = (send: number, end: number) => ({
    notification: notificationIdOf(sampleOrder().id, 1, 1),
    creator: 'ttd',
    type: 'Notification' as const,
    channel: 'sms' as const,
    destination: '+4799999999',
    result: 'Delivered' as const,
    requestedSendTime: secondsAfter(noon, send),
    lastUpdate: secondsAfter(noon, end),
  })
  const [first, second, third] = [entry(0, 9), entry(5, 7), entry(5, 8)]
  const notificationLog = { put: unused, remove: unused, find: () => Promise.resolve([third, first, second]) }
  const found = await readNotificationLog({ notificationLog }, { creator: 'ttd', dialogId: 'd' })
  expect(found).toEqual([first, second, third])
})
