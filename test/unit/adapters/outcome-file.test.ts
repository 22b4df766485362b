import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { parquetOutcomes } from '../../../src/adapters/parquet/outcome-file.ts'
import type { Channel } from '../../../src/domain/channel.ts'
import { notificationIdOf } from '../../../src/domain/ids.ts'
import type { Outcome } from '../../../src/domain/outcome.ts'
import { noon, sampleOrder } from '../domain/sample-order.ts'

async function* each(outcomes: readonly Outcome[]) {
  for (const outcome of outcomes) yield await Promise.resolve(outcome)
}

/** The file as a reader sees it. */
async function readBack(channel: Channel, outcomes: readonly Outcome[]) {
  const { bytes, rows } = await parquetOutcomes(channel, each(outcomes))
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const columns = parquetMetadata(file).schema.slice(1)
  const records = await parquetReadObjects({ file })
  return { rows, columns, records }
}

const email: Outcome = {
  notification: notificationIdOf(sampleOrder().id, 1, 1),
  channel: 'email',
  day: '2026-11-24',
  creator: 'ttd',
  requestedSendTime: noon,
  result: 'Delivered',
  providerReference: 'op-1',
}
const sms: Outcome = {
  ...email,
  channel: 'sms',
  sendersReference: 'sak æøå 😀',
  resourceId: 'urn:altinn:resource:x',
  sms: { rate: 'innland', numberPrefix: '+479', parts: 2, bodyLength: 161 },
}

const number = { type: 'INT64', repetition_type: 'REQUIRED' }
const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' }
const count = { type: 'INT32', repetition_type: 'REQUIRED' }
const common = {
  ShipmentId: text,
  SendersReference: text,
  RequestedSendTime: text,
  CreatorName: text,
  ResourceId: { ...text, repetition_type: 'OPTIONAL' },
  Result: text,
}
const schemas: Readonly<Record<Channel, Readonly<Record<string, object>>>> = {
  email: { EmailId: number, ...common, OperationId: text },
  sms: {
    SmsId: number,
    ...common,
    GatewayReference: text,
    Rate: text,
    MobileNumberPrefix: text,
    AltinnSmsCount: count,
    AltinnSmsBodyLength: count,
    AltinnSmsCustomBodyLength: count,
  },
}

describe('the file of a day', () => {
  test.each(['email', 'sms'] as const)(
    'by %s has the columns that its readers know, also when it is empty',
    async (channel) => {
      const full = await readBack(channel, [channel === 'email' ? email : sms])
      const none = await readBack(channel, [])
      expect(none).toMatchObject({ rows: 0, records: [] })
      for (const { columns } of [full, none]) {
        expect(columns.map(({ name }) => name)).toEqual(Object.keys(schemas[channel]))
        expect(columns).toMatchObject(Object.values(schemas[channel]))
      }
    },
  )

  test('tells all of an e-mail', async () => {
    const { rows, records } = await readBack('email', [email])
    expect(rows).toBe(1)
    expect(records).toEqual([
      {
        EmailId: expect.any(BigInt) as bigint,
        ShipmentId: email.notification,
        SendersReference: '',
        RequestedSendTime: '2026-11-23T12:00:00.0000000Z',
        CreatorName: 'ttd',
        ResourceId: null,
        Result: 'Delivered',
        OperationId: 'op-1',
      },
    ])
  })

  test('tells all of an SMS', async () => {
    const { records } = await readBack('sms', [sms])
    expect(records).toEqual([
      {
        SmsId: expect.any(BigInt) as bigint,
        ShipmentId: sms.notification,
        SendersReference: 'sak æøå 😀',
        RequestedSendTime: '2026-11-23T12:00:00.0000000Z',
        CreatorName: 'ttd',
        ResourceId: 'urn:altinn:resource:x',
        Result: 'Delivered',
        GatewayReference: 'op-1',
        Rate: 'innland',
        MobileNumberPrefix: '+479',
        AltinnSmsCount: 2,
        AltinnSmsBodyLength: 161,
        AltinnSmsCustomBodyLength: 0,
      },
    ])
  })

  test('holds more than one group of rows, each row with a number of its own that is always the same', async () => {
    const { id } = sampleOrder()
    const many = Array.from({ length: 20_500 }, (_, i) => ({ ...email, notification: notificationIdOf(id, 1, i + 1) }))
    const [one, other] = [await readBack('email', many), await readBack('email', many)]
    expect(one.rows).toBe(many.length)
    expect(one.records.map(({ ShipmentId }) => ShipmentId as string)).toEqual(
      many.map(({ notification }) => notification),
    )
    const numbers = one.records.map(({ EmailId }) => EmailId as bigint)
    expect(new Set(numbers).size).toBe(many.length)
    expect(numbers.every((value) => value > 0n && value < 2n ** 63n)).toBe(true)
    expect(other.records.map(({ EmailId }) => EmailId as bigint)).toEqual(numbers)
  })
})
