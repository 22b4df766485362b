import rhea, { type Message } from 'rhea'
import { expect, test } from 'vitest'
import { DecodeError, sectionsOf } from '../../../local/service-bus/messages/amqp-values.ts'
import { withApplicationProperties } from '../../../local/service-bus/messages/application-properties.ts'
import { encodeDelivered } from '../../../local/service-bus/messages/delivered-message.ts'
import { parseMessage } from '../../../local/service-bus/messages/encoded-message.ts'
import { tokenToDeliveryTag, tokenToUuid, uuidToToken } from '../../../local/service-bus/messages/lock-token.ts'
import { messagesOfBatch } from '../../../local/service-bus/messages/message-batch.ts'

const { encode, decode } = rhea.message
const stamps = { deliveryCount: 2, enqueuedAt: 1_000, expiresAt: 61_000, sequenceNumber: 2 ** 40 }

/** Sections with descriptors in the forms that other clients use. */
const symbolic = (name: string, value: Buffer) =>
  Buffer.concat([Buffer.from([0x00, 0xa3, name.length]), Buffer.from(name), value])
const wide = (code: number, value: Buffer) =>
  Buffer.concat([Buffer.from([0x00, 0x80, 0, 0, 0, 0, 0, 0, 0, code]), value])
const text = (value: string) => Buffer.from([0xa1, value.length, ...Buffer.from(value)])

test('the bare message is passed on byte by byte', () => {
  const sent = encode({
    durable: true,
    priority: 9,
    ttl: 60_000,
    message_id: 'id',
    group_id: 'session',
    message_annotations: { 'x-opt-partition-key': 'key' },
    application_properties: { a: 1 },
    body: { deep: [1, { er: true }] },
    footer: { f: 1 },
  })
  const parsed = parseMessage(sent)
  const delivered = encodeDelivered(parsed, stamps)
  const bare = sent.subarray(parsed.bareStart)
  expect(delivered.subarray(-bare.length)).toEqual(bare)
  expect(decode(delivered)).toMatchObject({
    durable: true,
    priority: 9,
    ttl: 60_000,
    delivery_count: 2,
    message_id: 'id',
    message_annotations: { 'x-opt-partition-key': 'key', 'x-opt-sequence-number': 2 ** 40 },
  })
})

test('delivery annotations belong to the sender and end here', () => {
  const delivered = encodeDelivered(parseMessage(encode({ body: 1, delivery_annotations: { hop: 1 } })), stamps)
  expect(decode(delivered)).not.toHaveProperty('delivery_annotations')
})

test('sections may be described by name or by a long code', () => {
  const body = symbolic('amqp:data:binary', Buffer.from([0xa0, 1, 7]))
  const properties = wide(0x73, Buffer.from([0xc0, 5, 1, ...text('id')]))
  const parsed = parseMessage(Buffer.concat([properties, body]))
  expect(parsed).toMatchObject({ messageId: 'id', bareStart: 0 })
})

test.each([
  ['there are no properties', { body: 1 }],
  ['there are properties, but no id', { subject: 's', to: 't', body: 1 }],
])('a missing id is written where %s', (_what, message: Message) => {
  const parsed = parseMessage(encode(message))
  expect(parsed.messageId).toMatch(/^[0-9a-f]{32}$/)
  expect(decode(parsed.bytes)).toMatchObject({ ...message, message_id: parsed.messageId })
})

test('a time to be delivered may be a timestamp or a number', () => {
  for (const time of [new Date(5_000), 5_000]) {
    const message_annotations = { 'x-opt-scheduled-enqueue-time': time }
    expect(parseMessage(encode({ body: 1, message_annotations })).scheduledFor).toBe(5_000)
  }
})

test('application properties are added where there were none, and replaced where there were', () => {
  const plain = parseMessage(encode({ message_id: 'id', body: 1, footer: { f: 1 } }))
  const once = withApplicationProperties(plain, { a: 1, b: 'two' })
  const twice = withApplicationProperties(once, { b: 'three' })
  expect(decode(twice.bytes)).toEqual({
    ...decode(plain.bytes),
    application_properties: { a: 1, b: 'three' },
  })
})

test('a message cut off inside a section is not a message', () => {
  const whole = encode({
    message_id: 'id',
    ttl: 5,
    message_annotations: { a: 1 },
    application_properties: { b: 2 },
    body: 'text',
  })
  const ends = sectionsOf(whole).map(({ end }) => end)
  for (let length = 0; length < whole.length; length++) {
    if (ends.includes(length)) continue
    expect(() => parseMessage(whole.subarray(0, length)), `${length} bytes`).toThrow(DecodeError)
  }
})

test('a batch is its data sections', () => {
  const inner = [encode({ body: 1 }), encode({ body: 'x'.repeat(1000) })]
  const batch = encode({ subject: 'copied', body: rhea.message.data_sections(inner) as unknown })
  expect(messagesOfBatch(batch)).toEqual(inner)
  expect(() => messagesOfBatch(encode({ body: 1 }))).toThrow(DecodeError)
})

test('lock tokens have two orders of bytes', () => {
  const token = '00112233-4455-6677-8899-aabbccddeeff'
  expect(tokenToUuid(token).toString('hex')).toBe('00112233445566778899aabbccddeeff')
  expect(tokenToDeliveryTag(token).toString('hex')).toBe('33221100554477668899aabbccddeeff')
  expect(uuidToToken(tokenToUuid(token))).toBe(token)
})
