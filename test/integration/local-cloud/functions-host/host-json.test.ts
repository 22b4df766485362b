import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { readHostJson } from '../../../local/functions-host/host-json.ts'
import { withHostJson } from './host-json-file.ts'
import { startHost } from './started-host.ts'

const read = (content: unknown) => withHostJson(content, readHostJson)
const serviceBus = (settings: object) => ({ version: '2.0', extensions: { serviceBus: settings } })

describe('host.json', () => {
  it('needs no more than its version; everything has a default', async () => {
    expect(await read({ version: '2.0' })).toEqual({
      routePrefix: 'api',
      logLevel: 'information',
      serviceBus: {
        autoCompleteMessages: true,
        maxAutoLockRenewalMilliseconds: 300_000,
        maxConcurrentCalls: 16 * availableParallelism(),
        maxMessageBatchSize: 1000,
        minMessageBatchSize: 1,
        maxBatchWaitMilliseconds: 30_000,
      },
    })
  })

  it('sets how the Service Bus is listened to, numbers also as text', async () => {
    const given = {
      autoCompleteMessages: false,
      maxAutoLockRenewalDuration: '00:10:00',
      maxConcurrentCalls: '12',
      maxMessageBatchSize: 100,
      minMessageBatchSize: 5,
      maxBatchWaitTime: '00:00:02.5',
    }
    expect((await read(serviceBus(given))).serviceBus).toEqual({
      autoCompleteMessages: false,
      maxAutoLockRenewalMilliseconds: 600_000,
      maxConcurrentCalls: 12,
      maxMessageBatchSize: 100,
      minMessageBatchSize: 5,
      maxBatchWaitMilliseconds: 2500,
    })
  })

  it.each<[string, unknown]>([
    ['invalid JSON', '{ "version": '],
    ['no version', {}],
    ['another version', { version: '1.0' }],
    ['a functionTimeout that is no time span', { version: '2.0', functionTimeout: 'long' }],
    ['a wrong type in the section of an extension', serviceBus({ autoCompleteMessages: 'perhaps' })],
    ['a number that is none', serviceBus({ maxMessageBatchSize: 'many' })],
    ['a duration that is none', serviceBus({ maxAutoLockRenewalDuration: '5 minutes' })],
    ['maxConcurrentCalls below 1', serviceBus({ maxConcurrentCalls: 0 })],
    ['a batch wait over two and a half minutes', serviceBus({ maxBatchWaitTime: '00:02:31' })],
    ['a retry without maxRetryCount', { version: '2.0', retry: { strategy: 'fixedDelay' } }],
    [
      'a bundle without version',
      { version: '2.0', extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle' } },
    ],
    ['a log level that is none', { version: '2.0', logging: { logLevel: { default: 'Loud' } } }],
  ])('with %s is refused', async (_case, content) => {
    await expect(read(content)).rejects.toThrow(/^host\.json/)
  })

  it('may have unknown keys, unknown extensions and misspelled settings: they are ignored', async () => {
    const content = { version: '2.0', whatever: 1, extensions: { other: {}, serviceBus: { maxConcurentCalls: 1 } } }
    expect((await read(content)).serviceBus.maxConcurrentCalls).toBe(16 * availableParallelism())
  })

  it('that is refused keeps the host from starting, with the reason', async () => {
    const start = startHost('echo', { hostJson: serviceBus({ maxConcurrentCalls: 0, maxMessageBatchSize: 'x' }) })
    await expect(start).rejects.toThrow(/maxConcurrentCalls.*maxMessageBatchSize/)
  })
})
