import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import rhea from 'rhea'
import { expect, onTestFinished, test } from 'vitest'
import { openQueues, type JournaledQueues } from '../../../local/service-bus/journal/journaled-queues.ts'
import { parseMessage } from '../../../local/service-bus/messages/encoded-message.ts'
import type { Queue } from '../../../local/service-bus/queue/queue-state.ts'
import { cancelScheduled, enqueue, tick } from '../../../local/service-bus/queue/queue.ts'
import { settle, take, takeDeferred } from '../../../local/service-bus/queue/sub-queue.ts'
import { describedQueue, queueName } from './started-broker.ts'

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'service-bus-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const settings = { queues: { [queueName]: describedQueue }, compactionBytes: 2_000 }

function opened(folder: string): JournaledQueues & { queue: Queue } {
  const journaled = openQueues({ ...settings, folder })
  const [queue] = journaled.queues
  if (queue === undefined) throw new Error('there is no queue')
  return { ...journaled, queue }
}

const message = (id: string, due?: number) =>
  parseMessage(
    rhea.message.encode({
      message_id: id,
      body: 'x'.repeat(50),
      ...(due !== undefined && { message_annotations: { 'x-opt-scheduled-enqueue-time': new Date(due) } }),
    }),
  )

/** All that has to survive, comparable. */
const stateOf = ({ main, deadLetters, lastSequenceNumber, history }: Queue) => ({
  messages: [...main.messages.values(), ...deadLetters.messages.values()]
    .map(({ content, ...rest }) => ({ ...rest, bytes: content.bytes.toString('hex') }))
    .sort((one, other) => one.sequenceNumber - other.sequenceNumber),
  lastSequenceNumber,
  history: new Map([...history.entries()].sort()),
})

/** What a broker would find if this process had been killed now. */
function stateAfterKill(folder: string): ReturnType<typeof stateOf> {
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('lock') })
  const { queue, close } = opened(copy)
  const state = stateOf(queue)
  close()
  return state
}

/** Changes of every kind, in an order that is always the same. */
function change(queue: Queue, step: number): void {
  enqueue(queue, message(`m${step}`))
  if (step % 3 === 0) enqueue(queue, message(`s${step}`, Date.now() + (step % 2 === 0 ? 1 : 3_600_000)))
  const lock = take(queue.main)
  if (lock === undefined) return
  const { token, message: locked } = lock
  const settlements = [
    () => settle(queue.main, token, { kind: 'complete' }),
    () => settle(queue.main, token, { kind: 'complete' }),
    () => settle(queue.main, token, { kind: 'abandon' }),
    () => settle(queue.main, token, { kind: 'abandon', properties: { step } }),
    () => settle(queue.main, token, { kind: 'deadLetter', properties: { DeadLetterReason: `r${step}` } }),
    () => {
      settle(queue.main, token, { kind: 'defer' })
      const [deferred] = takeDeferred(queue.main, [locked.sequenceNumber]) ?? []
      settle(queue.main, deferred?.token ?? '', { kind: step % 2 === 0 ? 'complete' : 'abandon' })
    },
  ]
  settlements[step % settlements.length]?.()
  const [waiting] = [...queue.main.messages.values()].filter(({ state }) => state === 'scheduled')
  if (step % 7 === 0 && waiting !== undefined) cancelScheduled(queue, [waiting.sequenceNumber])
  tick(queue)
}

test('killed at any moment, compaction or not, everything that was written is there again', async () => {
  const folder = newFolder()
  const { queue, close } = opened(folder)
  let seenPartial = 0
  for (let step = 0; step < 1000; step++) {
    change(queue, step)
    // The journal is written at the end of this turn; a slice of a snapshot may be as well.
    await turn()
    const partial = readdirSync(folder).some((name) => name.endsWith('.partial'))
    if (partial) seenPartial++
    if (partial || step % 50 === 0) expect(stateAfterKill(folder)).toEqual(stateOf(queue))
  }
  expect(seenPartial).toBeGreaterThan(10)
  close()
  expect(stateAfterKill(folder)).toEqual(stateOf(queue))
})

test('a snapshot comes to its end while more keeps coming than it writes at a time', async () => {
  const folder = newFolder()
  const { queue, close } = opened(folder)
  const complete = () => readdirSync(folder).filter((name) => /^snapshot-\d+$/.test(name)).length
  let turns = 0
  for (; complete() === 0 && turns < 100; turns++) {
    for (let count = 0; count < 300; count++) enqueue(queue, message(`${turns}-${count}`))
    await turn()
  }
  expect(turns).toBeLessThan(100)
  close()
})

test('sequence numbers go on when a snapshot has nothing else to tell', async () => {
  const folder = newFolder()
  const { queue, close } = opened(folder)
  enqueue(queue, message('only'))
  settle(queue.main, take(queue.main)?.token ?? '', { kind: 'complete' })
  close()
  for (let start = 0; start < 2; start++) {
    const { close: closeIdle } = opened(folder)
    while (!readdirSync(folder).includes(`snapshot-${2 * start + 3}`)) await turn()
    closeIdle()
  }
  expect(readdirSync(folder)).not.toContain('journal-1')
  const { queue: again, close: closeAgain } = opened(folder)
  expect(enqueue(again, message('next'))).toBe(2)
  closeAgain()
})

test('an entry that a dying process did not finish is left out, and nothing before it', async () => {
  const folder = newFolder()
  const { queue, close } = opened(folder)
  enqueue(queue, message('first'))
  await turn()
  const before = stateOf(queue)
  enqueue(queue, message('second'))
  close()
  const journal = join(folder, 'journal-1')
  const { length } = readFileSync(journal)
  truncateSync(journal, length - 1)
  expect(stateAfterKill(folder)).toEqual(before)
})

test('a damaged entry ends the reading of its file', async () => {
  const folder = newFolder()
  const { queue, close } = opened(folder)
  enqueue(queue, message('first'))
  await turn()
  const before = stateOf(queue)
  enqueue(queue, message('second'))
  close()
  const journal = join(folder, 'journal-1')
  const bytes = readFileSync(journal)
  bytes[bytes.length - 3] = 0
  writeFileSync(journal, bytes)
  expect(stateAfterKill(folder)).toEqual(before)
})

test('the entries of one turn of the event loop are written together, and only then reported', async () => {
  const folder = newFolder()
  const { queue, journal, close } = opened(folder)
  const size = () => readFileSync(join(folder, 'journal-1')).length
  const reported: number[] = []
  for (const id of ['one', 'two']) {
    enqueue(queue, message(id))
    journal.whenWritten(() => reported.push(size()))
  }
  expect([reported, size()]).toEqual([[], 0])
  await turn()
  expect(reported).toEqual([size(), size()])
  close()
})

test('messages of a queue that is no longer described are left out', () => {
  const folder = newFolder()
  const { queue, close } = opened(folder)
  enqueue(queue, message('kept elsewhere'))
  close()
  const { queues, close: closeOther } = openQueues({ queues: { other: describedQueue }, folder })
  expect(queues.map(({ name, main }) => [name, main.messages.size])).toEqual([['other', 0]])
  closeOther()
})
