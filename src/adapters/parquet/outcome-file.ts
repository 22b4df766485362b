import { ByteWriter, parquetWriteRows, type BasicType } from 'hyparquet-writer'
import type { Channel } from '../../domain/channel.ts'
import type { NotificationId } from '../../domain/ids.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { OutcomeWriter } from '../../use-cases/ports.ts'

type Value = string | number | bigint | null

interface Column {
  readonly name: string
  readonly type: BasicType
  readonly nullable?: boolean
  readonly of: (outcome: Outcome) => Value
}

const text = (name: string, of: (outcome: Outcome) => string): Column => ({ name, type: 'STRING', nullable: false, of })

const count = (name: string, of: (outcome: Outcome) => number): Column => ({ name, type: 'INT32', nullable: false, of })

const number = (name: string): Column => ({
  name,
  type: 'INT64',
  nullable: false,
  of: ({ notification }) => numberOf(notification),
})

/** The readers' name for it notwithstanding, it is the notification's id. */
const common = [
  text('ShipmentId', ({ notification }) => notification),
  text('SendersReference', ({ sendersReference = '' }) => sendersReference),
  text('RequestedSendTime', ({ requestedSendTime }) => requestedSendTime.toISOString().replace('Z', '0000Z')),
  text('CreatorName', ({ creator }) => creator),
  { name: 'ResourceId', type: 'STRING', nullable: true, of: ({ resourceId = null }) => resourceId },
  text('Result', ({ result }) => result),
] as const satisfies readonly Column[]

const columns: Readonly<Record<Channel, readonly Column[]>> = {
  email: [number('EmailId'), ...common, text('OperationId', ({ providerReference }) => providerReference)],
  sms: [
    number('SmsId'),
    ...common,
    text('GatewayReference', ({ providerReference }) => providerReference),
    text('Rate', ({ sms }) => sms?.rate ?? 'n/a'),
    text('MobileNumberPrefix', ({ sms }) => sms?.numberPrefix ?? ''),
    count('AltinnSmsCount', ({ sms }) => sms?.parts ?? 0),
    count('AltinnSmsBodyLength', ({ sms }) => sms?.bodyLength ?? 0),
    // The length of a text that is the recipient's own; no text is.
    count('AltinnSmsCustomBodyLength', () => 0),
  ],
}

/** The reference counts its rows; ours have ids, of which 63 bits make a number that is always the same. */
function numberOf(id: NotificationId): bigint {
  const bits = BigInt(`0x${id.replaceAll('-', '')}`)
  return BigInt.asUintN(63, (bits >> 64n) ^ bits)
}

/** Bounds what is held besides the file itself. */
const rowGroupSize = 10_000

/** Columns as https://parquet.apache.org calls them, in the order and spelling that the readers know. */
export const parquetOutcomes: OutcomeWriter = async (channel, outcomes) => {
  const writer = new ByteWriter()
  let rows = 0
  async function* records() {
    for await (const outcome of outcomes) {
      rows += 1
      yield Object.fromEntries(columns[channel].map(({ name, of }) => [name, of(outcome)]))
    }
  }
  const named = columns[channel].map(({ name, type, nullable = false }) => ({ name, type, nullable }))
  await parquetWriteRows({ writer, columns: named, rows: records(), rowGroupSize })
  return { bytes: new Uint8Array(writer.getBuffer()), rows }
}
