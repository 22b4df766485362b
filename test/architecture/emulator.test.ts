import { readFile } from 'node:fs/promises'
import { Duration } from 'luxon'
import { describe, expect, it } from 'vitest'
import queues from '../../infra/queues.json' with { type: 'json' }
import { pathOf } from './recorded-start.ts'

/**
 * The longest that the emulator takes, per
 * https://github.com/Azure/azure-service-bus-emulator-installer/blob/main/ServiceBus-Emulator/Schema/Config-schema.json
 */
const atMost = (longest: string, duration: string) =>
  Duration.fromISO(duration) > Duration.fromISO(longest) ? longest : duration

const emulated = Object.entries(queues).map(([name, queue]) => ({
  Name: name,
  Properties: {
    DeadLetteringOnMessageExpiration: queue.deadLetteringOnMessageExpiration,
    DefaultMessageTimeToLive: atMost('PT1H', queue.defaultMessageTimeToLive),
    DuplicateDetectionHistoryTimeWindow: atMost('PT5M', queue.duplicateDetectionHistoryTimeWindow),
    ForwardDeadLetteredMessagesTo: '',
    ForwardTo: '',
    LockDuration: atMost('PT5M', queue.lockDuration),
    MaxDeliveryCount: queue.maxDeliveryCount,
    RequiresDuplicateDetection: true,
    RequiresSession: false,
  },
}))

const config = {
  UserConfig: { Namespaces: [{ Name: 'sbemulatorns', Queues: emulated, Topics: [] }], Logging: { Type: 'File' } },
}

describe("the configuration of Microsoft's Service Bus emulator", () => {
  it('has the queues of infra/queues.json, as far as the emulator goes; vitest -u writes it', async () => {
    const path = pathOf('test/local/emulator/config.json')
    await expect(`${JSON.stringify(config, undefined, 2)}\n`).toMatchFileSnapshot(path)
  })

  it('stays within what the emulator takes', () => {
    expect(emulated.length).toBeLessThanOrEqual(50)
    expect(emulated.filter(({ Properties }) => Properties.MaxDeliveryCount > 10)).toEqual([])
  })

  it('is what the containers are given, at the addresses of the sample settings', async () => {
    const compose = await readFile(pathOf('test/local/emulator/compose.yaml'), 'utf8')
    expect(compose).toContain('./config.json:/ServiceBus_Emulator/ConfigFiles/Config.json')
    for (const port of [5672, 10000, 10001, 10002]) expect(compose).toContain(`127.0.0.1:${port}:${port}`)
  })
})
