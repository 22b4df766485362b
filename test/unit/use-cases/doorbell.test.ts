import { expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { firstMessage } from '../../../src/domain/message.ts'
import { doorbell } from '../../../src/use-cases/doorbell.ts'
import { sampleOrder } from '../domain/sample-order.ts'

/** A bus whose posts settle as the test says, and a machine whose patience ends when it says. */
function world() {
  const posts: PromiseWithResolvers<undefined>[] = []
  const waits: number[] = []
  const logged: string[] = []
  let [nowMs, isPatient] = [0, true]
  const note = (event: string) => void logged.push(event)
  const ring = doorbell({
    bus: {
      post() {
        const posting = Promise.withResolvers<undefined>()
        posts.push(posting)
        return posting.promise
      },
      postAgenda: () => Promise.reject(new Error('not this one')),
      postReports: () => Promise.reject(new Error('not this one')),
    },
    machine: {
      now: () => new Date(nowMs),
      monotonicMs: () => nowMs,
      wait: () => Promise.resolve(),
      within(milliseconds, work) {
        waits.push(milliseconds)
        return isPatient ? work.then(() => true) : Promise.resolve(false)
      },
      nonce: () => '',
      chainKey: () => new Uint8Array(11),
    },
    log: { info: note, warn: note, error: note },
  })
  return {
    ring: () => ring('email-send', firstMessage(sampleOrder().id, 'door'), 0),
    posts,
    waits,
    logged,
    pass: (milliseconds: number) => (nowMs += milliseconds),
    losePatience: () => (isPatient = false),
  }
}

const busy = () => new TransientFault('BUS_UNAVAILABLE')

test('the door waits for its message half a second at most', async () => {
  const { ring, posts, waits, logged, losePatience } = world()
  const ringing = ring()
  posts[0]?.resolve(undefined)
  await ringing
  expect([waits, logged]).toEqual([[500], []])
  losePatience()
  await ring()
  expect(logged).toEqual(['message-not-posted-in-time'])
})

test('a message that cannot be posted is logged, and never the caller’s fault', async () => {
  const { ring, posts, logged } = world()
  const ringing = ring()
  posts[0]?.reject(busy())
  await expect(ringing).resolves.toBeUndefined()
  expect(logged).toEqual(['message-not-posted'])
})

test('a bus that is slow or down is left alone for five seconds, then tried again', async () => {
  for (const fail of ['slow', 'down'] as const) {
    const { ring, posts, pass, losePatience } = world()
    if (fail === 'slow') losePatience()
    const ringing = ring()
    if (fail === 'down') posts[0]?.reject(busy())
    await ringing
    pass(4_999)
    await ring()
    expect(posts).toHaveLength(1)
    pass(1)
    void ring()
    expect(posts).toHaveLength(2)
  }
})

test('a post that fails after its time bothers nobody any more', async () => {
  const { ring, posts, logged, losePatience } = world()
  losePatience()
  await ring()
  posts[0]?.reject(busy())
  await new Promise(setImmediate)
  expect(logged).toEqual(['message-not-posted-in-time'])
})

test('while the bus serves, every order rings', async () => {
  const { ring, posts } = world()
  for (let i = 0; i < 3; i++) {
    const ringing = ring()
    posts[i]?.resolve(undefined)
    await ringing
  }
  expect(posts).toHaveLength(3)
})
