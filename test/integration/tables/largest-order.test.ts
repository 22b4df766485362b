import { randomInt } from 'node:crypto'
import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tableClient } from '../../../src/adapters/tables/client.ts'
import { tableOrders } from '../../../src/adapters/tables/orders.ts'
import { pack } from '../../../src/adapters/tables/packing.ts'
import { chainOf, orderIdOf } from '../../../src/domain/ids.ts'
import type { NewOrder } from '../../../src/domain/new-order.ts'
import { mostCharacters } from '../../../src/functions/http/door/text-limits.ts'
import { limits } from '../../../src/functions/http/wire/limits.ts'
import { startTableStorage, type TableStorage } from '../../local/table-storage/start-table-storage.ts'
import { sampleChunk, sampleNotification, sampleOrder } from '../../unit/domain/sample-order.ts'

/** Text that compresses badly, each in its own way: many bytes per character, or many characters per character. */
const alphabets: Readonly<Record<string, () => string>> = {
  'letters of all scripts': () => String.fromCharCode(randomInt(0x800, 0xd800)),
  'characters of two units': () => String.fromCodePoint(randomInt(0x1_0000, 0x11_0000)),
  'halves of surrogate pairs': () => String.fromCharCode(randomInt(0xdc00, 0xe000)),
  'control characters': () => String.fromCharCode(randomInt(1, 0x20)),
  'letters, digits and signs': () => String.fromCharCode(randomInt(0x20, 0x7f)),
}

/** @param length in units of UTF-16 */
function textOf(alphabet: () => string, length: number): string {
  const characters = Array.from({ length }, alphabet)
  return characters.join('').slice(0, length)
}

/** The largest that the door lets in, to as many addresses as one order may name today. */
function largest(alphabet: () => string): NewOrder {
  const other = () => textOf(alphabet, mostCharacters.other)
  const address = `${'k'.repeat(64)}@${'n'.repeat(250)}.no`
  const notifications = Array.from({ length: 100 }, (_, i) => sampleNotification({ index: i + 1, address }))
  return {
    order: sampleOrder({ sendersReference: other(), chunk: sampleChunk(...notifications) }),
    content: {
      email: {
        senderEmailAddress: other(),
        subject: other(),
        body: textOf(alphabet, mostCharacters.Body),
        contentType: 'Html',
      },
      dialogportenAssociation: { dialogId: other(), transmissionId: other() },
    },
  }
}

/** Reminders that use up what all of them may have together. */
function chainOfLargest(alphabet: () => string): NewOrder[] {
  const main = largest(alphabet)
  const chain = chainOf(main.order.id)
  const body = textOf(alphabet, Math.floor(limits.reminderCharacters / limits.reminders))
  const reminders = Array.from({ length: limits.reminders }, (_, i): NewOrder => {
    const order = sampleOrder({ id: orderIdOf(chain, i + 2), type: 'Reminder' })
    return { order, content: { sms: { sender: 'Altinn', body } } }
  })
  return [main, ...reminders]
}

const [kib, mib] = [1024, 1024 * 1024]

let storage: TableStorage
beforeAll(async () => {
  storage = await startTableStorage({ port: 0, tables: ['orders'] })
})
afterAll(() => storage.stop())

/** How many bytes the largest request had while orders were inserted. */
async function bytesToInsert(orders: readonly NewOrder[]): Promise<number> {
  let most = 0
  const measure: PipelinePolicy = {
    name: 'measure',
    sendRequest(request, next) {
      if (typeof request.body === 'string') most = Math.max(most, Buffer.byteLength(request.body))
      return next(request)
    },
  }
  const client = tableClient(storage.ready, 'orders')
  client.pipeline.addPolicy(measure)
  expect(await tableOrders(client).insert(orders)).toBe('inserted')
  return most
}

describe.each(Object.entries(alphabets))('of %s', (_, alphabet) => {
  test('the largest order fits its row', async () => {
    const order = largest(alphabet)
    expect(pack(order.content).length).toBeLessThan(700 * kib)
    expect(await bytesToInsert([order])).toBeGreaterThan(0)
  })

  test('the largest chain fits a transaction', async () => {
    expect(await bytesToInsert(chainOfLargest(alphabet))).toBeLessThan(4 * mib)
  })
})
