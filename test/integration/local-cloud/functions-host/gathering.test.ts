import type { ServiceBusReceivedMessage } from '@azure/service-bus'
import { describe, expect, it } from 'vitest'
import { createGathering } from '../../../local/functions-host/service-bus/gathering.ts'

const settings = {
  autoCompleteMessages: true,
  maxAutoLockRenewalMilliseconds: 0,
  maxConcurrentCalls: 1,
  maxMessageBatchSize: 3,
  minMessageBatchSize: 1,
  maxBatchWaitMilliseconds: 60_000,
}
const message = (messageId: string) => ({ messageId }) as ServiceBusReceivedMessage

/** The ids of the next batch. */
async function batch({ ready, release }: ReturnType<typeof createGathering>) {
  await ready()
  return release().map(({ messageId }) => messageId)
}

describe('messages on their way into batches', () => {
  it('never make a batch larger than allowed; the rest is the next one', async () => {
    const gathering = createGathering(settings)
    for (const id of ['a', 'b', 'c', 'd']) void gathering.take(message(id))
    expect(await batch(gathering)).toEqual(['a', 'b', 'c'])
    expect(await batch(gathering)).toEqual(['d'])
  })

  it('that come after their batch was released wait for the next', async () => {
    const gathering = createGathering(settings)
    void gathering.take(message('a'))
    expect(await batch(gathering)).toEqual(['a'])
    void gathering.take(message('late'))
    expect(await batch(gathering)).toEqual(['late'])
  })

  it('let their receiver go when their batch is released, not before', async () => {
    const gathering = createGathering(settings)
    let gone = false
    const taken = gathering.take(message('a')).then(() => (gone = true))
    await gathering.ready()
    expect(gone).toBe(false)
    gathering.release()
    expect(await taken).toBe(true)
  })

  it('make a batch after a moment, also when they never cease to come', async () => {
    const gathering = createGathering({ ...settings, maxMessageBatchSize: 1000 })
    const stream = setInterval(() => void gathering.take(message('a')), 1)
    const ids = await batch(gathering)
    clearInterval(stream)
    expect(ids.length).toBeLessThan(1000)
  })

  it('are given out at the end, few as they may be', async () => {
    const gathering = createGathering({ ...settings, minMessageBatchSize: 3 })
    void gathering.take(message('a'))
    gathering.end()
    expect(await batch(gathering)).toEqual(['a'])
    expect(await batch(gathering)).toEqual([])
  })
})
