import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { startBusAndHost, type BusAndHost } from './bus-and-host.ts'

const sizes = (cloud: BusAndHost) => cloud.seen('many').map(({ got }) => (got as unknown[]).length)
const numbered = (count: number, rest: object = {}) =>
  Array.from({ length: count }, (_, number) => ({ number, ...rest }))
const empty = { active: 0, locked: 0 }

describe('a function that reads batches', () => {
  let cloud: BusAndHost
  beforeAll(async () => {
    cloud = await startBusAndHost({ maxMessageBatchSize: 10 })
  })
  afterAll(() => cloud.stop())
  beforeEach(() => cloud.forget())

  it('gets what is there together, metadata as arrays, and completes all of it', async () => {
    await cloud.send('batches', numbered(4), { correlationId: 'c', applicationProperties: { attempt: 1 } })
    await eventually(() => sizes(cloud)).toEqual([4])
    const [seen] = cloud.seen('many')
    expect(seen?.got).toEqual(numbered(4))
    expect(seen?.metadata).toMatchObject({
      messageIdArray: Array.from({ length: 4 }, () => expect.any(String) as string),
      deliveryCountArray: [1, 1, 1, 1],
      correlationIdArray: ['c', 'c', 'c', 'c'],
      applicationPropertiesArray: Array.from({ length: 4 }, () => ({ attempt: 1 })),
    })
    await eventually(() => cloud.queue('batches')).toMatchObject(empty)
  })

  it('gets no more than host.json allows at a time, one batch after the other', async () => {
    await cloud.send('batches', numbered(25, { hold: 50 }))
    await eventually(() => cloud.seen('many', 'end').length).toBe(3)
    expect(sizes(cloud)).toEqual([10, 10, 5])
    expect(cloud.seen('many').every(({ running }) => running === 1)).toBe(true)
  })

  it('gets every message of a stream once', async () => {
    const sending = numbered(300).map((body) => cloud.send('batches', [body]))
    await Promise.all(sending)
    const seen = () => cloud.seen('many', 'end').flatMap(({ got }) => got as { number: number }[])
    await eventually(() => seen().length).toBe(300)
    expect(new Set(seen().map(({ number }) => number)).size).toBe(300)
    const deliveries = cloud.seen('many').flatMap(({ metadata }) => metadata['deliveryCountArray'])
    expect(new Set(deliveries)).toEqual(new Set([1]))
    await eventually(() => cloud.queue('batches')).toMatchObject(empty)
  })

  it('takes nothing from the queue while a batch runs, so that no lock runs down', async () => {
    await cloud.send('batches', [{ hold: 800 }])
    await eventually(() => cloud.seen('many').length).toBe(1)
    await cloud.send('batches', numbered(3))
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(cloud.queue('batches')).toMatchObject({ locked: 1, active: 3 })
    await eventually(() => sizes(cloud)).toEqual([1, 3])
  })

  it('that throws abandons the whole batch', async () => {
    await cloud.send('batches', [{ number: 1 }, { number: 2, fail: true }])
    await eventually(() => cloud.queue('batches').deadLettered).toBe(2)
    const counts = cloud.seen('many').map(({ metadata }) => metadata['deliveryCountArray'])
    expect(counts).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
  })

  it('loses the lock when it takes too long: nobody renews it', async () => {
    await cloud.send('batches', [{ hold: 2600 }])
    await eventually(() => cloud.seen('many').length).toBe(2)
    expect(cloud.seen('many')[1]?.metadata['deliveryCountArray']).toEqual([2])
    const warning = await cloud.host.line(({ function: name, level }) => name === 'many' && level === 'warning')
    expect(warning.message).toMatch(/lock/i)
  })
})

describe('where host.json names a least batch size', () => {
  let cloud: BusAndHost
  beforeAll(async () => {
    cloud = await startBusAndHost({ minMessageBatchSize: 3, maxBatchWaitTime: '00:00:01.5' })
  })
  afterAll(() => cloud.stop())
  beforeEach(() => cloud.forget())

  it('a batch waits until it has that size', async () => {
    await cloud.send('batches', numbered(2))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(sizes(cloud)).toEqual([])
    await cloud.send('batches', numbered(1))
    await eventually(() => sizes(cloud)).toEqual([3])
  })

  it('but no longer than host.json says', async () => {
    await cloud.send('batches', numbered(2))
    await eventually(() => sizes(cloud)).toEqual([2])
  })
})
