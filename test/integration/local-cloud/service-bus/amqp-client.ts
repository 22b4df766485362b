import { once } from 'node:events'
import rhea, {
  type Connection,
  type Delivery,
  type EventContext,
  type Message,
  type Receiver,
  type ReceiverOptions,
  type Sender,
  type SenderOptions,
  type Session,
} from 'rhea'
import { onTestFinished } from 'vitest'
import type { ServiceBusOptions } from '../../../local/service-bus/start-service-bus.ts'
import { describedQueue, queueName, queueOf, startedBroker } from './started-broker.ts'

/** A plain AMQP 1.0 client, to say what the SDK never says. */
export interface AmqpClient {
  readonly connection: Connection
  sender(options: SenderOptions, session?: Session): Promise<Sender>
  /** Without credit, and settling nothing by itself, unless told otherwise. */
  receiver(options: ReceiverOptions, session?: Session): Promise<Receiver>
  session(): Session
}

/** Logs in with the key itself unless `anonymous`. */
export async function amqpClient(
  port: number,
  { anonymous = false, ...options }: { anonymous?: boolean; idle_time_out?: number; password?: string } = {},
): Promise<AmqpClient> {
  const login = anonymous
    ? { username: 'anybody' }
    : { username: 'RootManageSharedAccessKey', password: 'SAS_KEY_VALUE' }
  const container = rhea.create_container()
  container.on('error', () => undefined)
  container.on('disconnected', () => undefined)
  const connection = container.connect({ host: '127.0.0.1', port, reconnect: false, ...login, ...options })
  onTestFinished(() => connection.close())
  await once(connection, 'connection_open')
  const session = () => {
    const opened = connection.create_session()
    opened.begin()
    return opened
  }
  return {
    connection,
    session,
    async sender(senderOptions, where) {
      const sender = (where ?? connection).open_sender(senderOptions)
      await once(sender, 'sendable')
      return sender
    },
    async receiver(receiverOptions, where) {
      const defaults = { credit_window: 0, autoaccept: false, rcv_settle_mode: 1 as const }
      const receiver = (where ?? connection).open_receiver({ ...defaults, ...receiverOptions })
      await once(receiver, 'receiver_open')
      return receiver
    },
  }
}

/** Waits for an event of rhea and answers its context. */
export async function event(emitter: NodeJS.EventEmitter, name: string): Promise<EventContext> {
  const [context] = (await once(emitter, name)) as [EventContext]
  return context
}

export interface Received {
  readonly message: Message
  readonly delivery: Delivery
}

/** Gives credit for one message and waits for it. */
export async function receive(receiver: Receiver): Promise<Received> {
  const arrival = event(receiver, 'message')
  receiver.add_credit(1)
  const { message, delivery } = await arrival
  if (message === undefined || delivery === undefined) throw new Error('no message came')
  return { message, delivery }
}

/** Sends and waits for the outcome. */
export async function send(sender: Sender, message: Message): Promise<'accepted' | 'rejected'> {
  const delivery = sender.send(message)
  return new Promise((resolve) => {
    const settled = (context: EventContext) => {
      if (context.delivery !== delivery) return
      sender.off('settled', settled)
      resolve(delivery.remote_state?.constructor.toString().startsWith('accepted') === true ? 'accepted' : 'rejected')
    }
    sender.on('settled', settled)
  })
}

/** Asks a node that answers requests, on links of its own. */
export async function ask(client: AmqpClient, node: string, request: Message): Promise<Message> {
  const replyTo = rhea.generate_uuid()
  const session = client.session()
  const receiver = await client.receiver({ source: node, target: replyTo, rcv_settle_mode: 0 }, session)
  const sender = await client.sender({ target: node }, session)
  const answer = receive(receiver)
  sender.send({ message_id: rhea.generate_uuid(), reply_to: replyTo, ...request })
  return (await answer).message
}

/** A broker with one queue, and what plain clients need of it. */
export async function plainBroker(
  changes: Partial<typeof describedQueue> = {},
  options: Partial<ServiceBusOptions> = {},
) {
  const running = await startedBroker({ queues: { [queueName]: { ...describedQueue, ...changes } }, ...options })
  return { port: running.ready.port, queue: () => queueOf(running) }
}
