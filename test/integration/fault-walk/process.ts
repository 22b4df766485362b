import { InvocationContext } from '@azure/functions'
import { appendToFeedHandler } from '../../../src/functions/queue/append-to-feed.ts'
import { recordDeliveryReportsHandler } from '../../../src/functions/queue/record-delivery-reports.ts'
import { sendEmailHandler } from '../../../src/functions/queue/send-email.ts'
import { sendSmsHandler } from '../../../src/functions/queue/send-sms.ts'
import { startOrderHandler } from '../../../src/functions/queue/start-order.ts'
import { workAgendaHandler } from '../../../src/functions/queue/work-agenda.ts'
import type { Ports } from '../../../src/use-cases/ports.ts'
import { doorbell } from '../../../src/use-cases/doorbell.ts'
import type { InstantDraft } from '../../../src/domain/reservation.ts'
import { placeInstantOrder } from '../../../src/use-cases/place-instant-order.ts'
import { placeOrderChain, type ChainDraft } from '../../../src/use-cases/place-order-chain.ts'
import { runAgenda } from '../../../src/use-cases/run-agenda.ts'
import type { Delivery } from './virtual-bus.ts'

/** One life of the app between two crashes: its own triggers over the ports it is given. */
export function appProcess(ports: Ports) {
  const agenda = { ports, retentionDays: 90 }
  const feed = { ...agenda, keepsOutcomes: true }
  const ring = doorbell(ports)
  const single = {
    orders: startOrderHandler(ports),
    'email-send': sendEmailHandler(ports),
    'sms-send': sendSmsHandler({ ports, repeatWindowSeconds: 240 }),
    agenda: workAgendaHandler(agenda),
  }
  const many = { 'delivery-reports': recordDeliveryReportsHandler(ports), feed: appendToFeedHandler(feed) }
  return {
    place: (draft: ChainDraft | InstantDraft) =>
      'main' in draft
        ? placeOrderChain({ ports, ring, agendaShards: 2 }, draft)
        : placeInstantOrder({ ports, ring, agendaShards: 2, repeatWindowSeconds: 240 }, draft),
    tick: () => runAgenda(agenda),
    async handle(deliveries: readonly Delivery[]): Promise<void> {
      const queue = deliveries[0]?.queue ?? ''
      if (queue in single) await single[queue as keyof typeof single](deliveries[0]?.body, new InvocationContext())
      else await many[queue as keyof typeof many](bodiesOf(deliveries), batchContext(deliveries))
    },
  }
}

const bodiesOf = (deliveries: readonly Delivery[]) => deliveries.map(({ body }) => body)

const batchContext = (deliveries: readonly Delivery[]) =>
  new InvocationContext({
    triggerMetadata: {
      messageIdArray: deliveries.map(({ id }) => id),
      applicationPropertiesArray: deliveries.map(({ hop }) => ({ hop })),
    },
  })
