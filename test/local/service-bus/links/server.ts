import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import rhea, { type SenderOptions } from 'rhea'
import { offerMechanisms } from '../access/sasl.ts'
import type { ServerConnection } from './amqp.ts'
import { serveConnection, type ConnectionSettings } from './connection.ts'

export interface ServerSettings extends ConnectionSettings {
  readonly port: number
  readonly host: string
  readonly idleTimeout: number | undefined
}

export interface AmqpServer {
  readonly port: number
  /** Tells every client, and waits until all connections have ended. */
  close(): Promise<void>
}

const maxFrameBytes = 65_536
const defaultIdleMilliseconds = 120_000

/** Listens for AMQP clients. */
export async function listen(settings: ServerSettings): Promise<AmqpServer> {
  const connections = new Set<ServerConnection>()
  const sockets = new Set<Socket>()
  const server = createServer(settings, connections)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const connection of connections) sayGoodbye(connection)
      for (const socket of sockets) socket.destroySoon()
      await closed
    },
  }
}

function createServer(settings: ServerSettings, connections: Set<ServerConnection>): Server {
  const container = rhea.create_container({ id: 'service-bus', tcp_no_delay: true })
  offerMechanisms(container, settings.key)
  container.on('connection_open', ({ connection }: { connection: ServerConnection }) => {
    connections.add(connection)
    connection.socket.once('close', () => connections.delete(connection))
    serveConnection(connection, settings)
  })
  // Before a connection is open: what came was not AMQP, and rhea ends it.
  for (const event of ['protocol_error', 'error', 'disconnected']) container.on(event, () => undefined)
  return container.listen({
    port: settings.port,
    host: settings.host,
    max_frame_size: maxFrameBytes,
    idle_time_out: settings.idleTimeout ?? defaultIdleMilliseconds,
    receiver_options: { credit_window: 0, autoaccept: false },
    sender_options: { treat_modified_as_released: false } as SenderOptions,
  })
}

/** Clients take this condition as a reason to connect again. */
function sayGoodbye(connection: ServerConnection): void {
  connection.close({ condition: 'amqp:connection:forced', description: 'The broker stops.' })
  connection._process()
}
