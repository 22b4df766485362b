import { randomUUID } from 'node:crypto'
import { tokenToDeliveryTag } from '../messages/lock-token.ts'
import { settle, take, takeForGood } from '../queue/sub-queue.ts'
import { rejected, type ClientReceiver, type LinkEvent, type ServerDelivery } from './amqp.ts'
import type { Consumer } from './dispatcher.ts'
import type { Entity } from './entities.ts'
import { handedOut } from './handed-out.ts'
import { creditOf, type Credit } from './link-credit.ts'
import { confirmationOf, settlementOf } from './outcomes.ts'

interface ReceiverLink {
  readonly link: ClientReceiver
  readonly entity: Entity
  readonly credit: Credit
  /** Deliveries whose outcome is awaited, with their lock tokens. */
  readonly unsettled: Map<ServerDelivery, string>
}

/**
 * Serves a client that receives from a queue: locked messages, or messages for good if it asked for settled ones.
 * Answers what to do when the link is gone.
 */
export function serveReceiver(link: ClientReceiver, entity: Entity): () => void {
  const receiver: ReceiverLink = { link, entity, credit: creditOf(link), unsettled: new Map() }
  const forGood = link.remote.attach.snd_settle_mode === 1
  // rhea sends settled transfers on a link that it attached in this mode.
  link.local.attach.snd_settle_mode = forGood ? 1 : 0
  const consumer: Consumer = {
    room: () => receiver.credit.room(),
    deliverOne: () => (forGood ? deliverForGood(receiver) : deliverLocked(receiver)),
    afterDeliveries: () => receiver.credit.answerDrain(),
  }
  const { dispatcher } = entity
  dispatcher.add(consumer)
  link.on('sender_flow', () => dispatcher.wake())
  link.on('sendable', () => dispatcher.wake())
  for (const outcome of ['accepted', 'released', 'rejected', 'modified'])
    link.on(outcome, ({ delivery }: LinkEvent) => settleDelivery(receiver, delivery))
  return () => {
    dispatcher.remove(consumer)
    forget(receiver)
  }
}

function deliverLocked(receiver: ReceiverLink): boolean {
  const { queue, dispatcher } = receiver.entity
  const lock = take(dispatcher.queue)
  if (lock === undefined) return false
  const delivery = send(receiver, lock.token, handedOut(queue, lock.message, lock))
  receiver.unsettled.set(delivery, lock.token)
  return true
}

function deliverForGood(receiver: ReceiverLink): boolean {
  const { queue, dispatcher } = receiver.entity
  const message = takeForGood(dispatcher.queue)
  if (message === undefined) return false
  send(receiver, randomUUID(), handedOut(queue, message))
  return true
}

function send({ link, credit, entity }: ReceiverLink, token: string, message: Buffer): ServerDelivery {
  entity.queue.counts.delivered++
  credit.use()
  return link.send(message, tokenToDeliveryTag(token), 0) as ServerDelivery
}

function settleDelivery(receiver: ReceiverLink, delivery: ServerDelivery): void {
  const token = receiver.unsettled.get(delivery)
  if (token === undefined) return
  receiver.unsettled.delete(delivery)
  const { dispatcher, journal } = receiver.entity
  const settlement = settlementOf(delivery.remote_state)
  const answer = settle(dispatcher.queue, token, settlement) ? confirmationOf(settlement) : rejected(lockLost)
  journal.whenWritten(() => {
    delivery.update(true, answer)
    // In mode "second" rhea waits for the client to settle as well, which it does not: the slot would stay taken.
    delivery.remote_settled = true
  })
}

export const lockLost = {
  condition: 'com.microsoft:message-lock-lost',
  description:
    'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
}

/** The messages stay locked until their time is over; only the session's slots are given back. */
function forget({ link, unsettled }: ReceiverLink): void {
  // rhea reports outcomes a tick later than the end of the link: what the client said before it went still counts.
  link.session.outgoing.process()
  for (const delivery of unsettled.keys()) Object.assign(delivery, { settled: true, remote_settled: true })
  unsettled.clear()
  link.session.connection._register()
}
