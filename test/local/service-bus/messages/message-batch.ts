import { DecodeError, readValue, sectionsOf } from './amqp-values.ts'
import { section } from './encoded-message.ts'

/** The encoded messages in a batch: its data sections. What else it holds is a copy of the first message's. */
export function messagesOfBatch(batch: Buffer): Buffer[] {
  const data = sectionsOf(batch).filter(({ code }) => code === section.data)
  if (data.length === 0) throw new DecodeError('the batch holds no messages')
  return data.map(({ value, end }) => {
    const bytes: unknown = readValue(batch.subarray(value, end)).value
    if (!Buffer.isBuffer(bytes)) throw new DecodeError('expected a binary value in a data section')
    return bytes
  })
}
