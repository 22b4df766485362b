import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { startBusAndHost, type BusAndHost } from './bus-and-host.ts'

let cloud: BusAndHost
beforeAll(async () => {
  cloud = await startBusAndHost({ maxConcurrentCalls: 2 })
})
afterAll(() => cloud.stop())
beforeEach(() => cloud.forget())

const empty = { active: 0, locked: 0, deadLettered: 0 }

describe('a function that reads single messages', () => {
  it('gets the body parsed and the metadata by their names, and completes the message', async () => {
    const properties = { messageId: 'm1', correlationId: 'c1', subject: 's1', applicationProperties: { Attempt: 2 } }
    await cloud.send('singles', [{ hello: 'world' }], properties)
    await eventually(() => cloud.seen('one').length).toBe(1)
    const [seen] = cloud.seen('one')
    expect(seen?.got).toEqual({ hello: 'world' })
    expect(seen?.metadata).toMatchObject({
      messageId: 'm1',
      deliveryCount: 1,
      correlationId: 'c1',
      subject: 's1',
      label: 's1',
      sequenceNumber: expect.any(Number) as number,
      lockToken: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      enqueuedTimeUtc: expect.stringMatching(/^20\d\d-.*Z$/) as string,
      // The library lowers the first letter of nested names too.
      applicationProperties: { attempt: 2 },
      userProperties: { attempt: 2 },
    })
    await eventually(() => cloud.queue('singles')).toMatchObject(empty)
  })

  it('gets text that reads as JSON parsed, and other text as it is', async () => {
    await cloud.send('singles', [Buffer.from('123')])
    await cloud.send('singles', [Buffer.from('no JSON')])
    await eventually(() => cloud.seen('one').map(({ got }) => got)).toEqual([123, 'no JSON'])
  })

  it('runs in the trace that the message names', async () => {
    const cause = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    await cloud.send('singles', [{}], { applicationProperties: { 'Diagnostic-Id': cause } })
    await eventually(() => cloud.seen('one').length).toBe(1)
    expect(cloud.seen('one')[0]?.trace).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-/)
  })

  it('that throws abandons the message, which comes again until it is dead-lettered', async () => {
    const before = cloud.queue('singles').deadLettered
    await cloud.send('singles', [{ fail: true }])
    await eventually(() => cloud.queue('singles').deadLettered).toBe(before + 1)
    await eventually(() => cloud.seen('one').map(({ metadata }) => metadata['deliveryCount'])).toEqual([1, 2, 3])
    const failures = cloud.host.lines.filter(({ function: name, level }) => name === 'one' && level === 'error')
    expect(failures).toHaveLength(3)
    expect(failures[0]?.message).toContain('failed on purpose')
  })

  it('runs for as many messages at a time as host.json says', async () => {
    await cloud.send(
      'singles',
      Array.from({ length: 5 }, () => ({ hold: 200 })),
    )
    await eventually(() => cloud.seen('one', 'end').length).toBe(5)
    expect(Math.max(...cloud.seen('one').map(({ running }) => running))).toBe(2)
  })

  it('keeps the lock of its message for as long as it runs', async () => {
    const { completed } = cloud.queue('singles').counts
    await cloud.send('singles', [{ hold: 4500 }])
    await eventually(() => cloud.seen('one', 'end').length).toBe(1)
    await eventually(() => cloud.queue('singles').counts.completed).toBe(completed + 1)
    expect(cloud.seen('one')).toHaveLength(1)
  })

  it('does not complete where autoCompleteMessages is off', async () => {
    await cloud.send('kept', [{}])
    await eventually(() => cloud.seen('kept', 'end').length).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(cloud.queue('kept')).toMatchObject({ locked: 1, counts: { completed: 0, abandoned: 0 } })
  })
})

describe('a function whose connection setting is missing', () => {
  it('is in error, and only that function', async () => {
    const line = await cloud.host.line((entry) => entry.function === 'unconnected')
    expect(line).toMatchObject({
      level: 'error',
      message: expect.stringContaining('the Service Bus connection setting "Nowhere" is missing') as string,
    })
  })
})
