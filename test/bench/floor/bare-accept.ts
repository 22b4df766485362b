import { randomUUID } from 'node:crypto'
import { TableClient, type TableEntity } from '@azure/data-tables'
import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus'

export interface BareParts {
  /** Connection string of a store in which the app has orders, of which one is copied. */
  readonly sample: string
  /** Connection strings of the parts that are written to. */
  readonly tables: string
  readonly serviceBus: string
}

/**
 * The least that accepting an order can be: one insert of an order's row and one message, with the unmodified SDKs and
 * nothing around them.
 */
export async function bareAccept(parts: BareParts) {
  const sample = await sampleOrder(parts.sample)
  const table = tableOf(parts.tables)
  const bus = new ServiceBusClient(parts.serviceBus)
  const sender = bus.createSender('email-send')
  return {
    accept: async () => {
      const id = randomUUID()
      await table.createEntity({ ...sample, partitionKey: id, rowKey: id })
      await sender.sendMessages(messageOf(id))
    },
    close: () => bus.close(),
  }
}

const tableOf = (connectionString: string) =>
  TableClient.fromConnectionString(connectionString, 'orders', { allowInsecureConnection: true })

async function sampleOrder(connectionString: string): Promise<TableEntity> {
  for await (const { etag: _etag, timestamp: _timestamp, ...order } of tableOf(connectionString).listEntities()) {
    return order as TableEntity
  }
  throw new Error('the app has no order that could be copied')
}

/** As the app's door posts it for an order that is due in a while. */
const messageOf = (order: string): ServiceBusMessage => ({
  body: { order, origin: 'door', attempt: 0, hop: 0 },
  messageId: `email-send:${order}:door:0:0`,
  contentType: 'application/json',
  scheduledEnqueueTimeUtc: new Date(Date.now() + 110_000),
})
