import { createAuthorizations, everything, forEver, type Authorizations } from '../access/authorizations.ts'
import type { ClientReceiver, ClientSender, ServerConnection, ServerLink, ServerSession } from './amqp.ts'
import { openReceiver, openSender, unauthorized, type LinkContext } from './links.ts'
import { createReplyLinks } from './reply-links.ts'
import { prepareSession } from './session.ts'

export type ConnectionSettings = Pick<LinkContext, 'entities' | 'key' | 'maxMessageSize'>

/** Serves one client's connection until it is gone. */
export function serveConnection(connection: ServerConnection, settings: ConnectionSettings): void {
  const links = new Map<ServerLink, OpenLink>()
  const authorizations = createAuthorizations(() => closeUncovered(links, authorizations))
  const note = (link: ServerLink, change: OpenLink) => void links.set(link, { ...links.get(link), ...change })
  const end = (link: ServerLink) => {
    links.get(link)?.whenGone?.()
    links.delete(link)
  }
  // Only a login with the key itself has a user name (see sasl.ts).
  if (connection.sasl_transport?.selected?.username !== undefined) authorizations.grant(everything, forEver)
  serveLinks(connection, end, {
    ...settings,
    authorizations,
    replies: createReplyLinks(),
    whenGone: (link, whenGone) => note(link, { whenGone }),
    onAuthorized: (link, path) => note(link, { path }),
  })
  whenLost(connection, () => {
    for (const link of links.keys()) end(link)
    authorizations.end()
  })
  closeOnFault(connection)
  acknowledgeReads(connection)
  writeTogether(connection)
}

interface OpenLink {
  /** What an authorization has to cover. */
  readonly path?: string
  readonly whenGone?: () => void
}

/** A token has run out: links that no other one covers are closed, as the service does. */
function closeUncovered(links: ReadonlyMap<ServerLink, OpenLink>, authorizations: Authorizations): void {
  for (const [link, { path }] of links) {
    if (path !== undefined && !authorizations.covers(path)) link.close(unauthorized(path))
  }
}

function serveLinks(connection: ServerConnection, end: (link: ServerLink) => void, context: LinkContext): void {
  const close = (link: ServerLink) => {
    // rhea would answer with a detach that closes the link, whether the client wanted that or not.
    if (link.remote.detach?.closed !== true) link.detach()
    end(link)
  }
  connection.on('session_open', ({ session }: { session: ServerSession }) => prepareSession(session))
  connection.on('sender_open', ({ sender }: { sender: ClientReceiver }) => openReceiver(sender, context))
  connection.on('receiver_open', ({ receiver }: { receiver: ClientSender }) => openSender(receiver, context))
  connection.on('sender_close', ({ sender }: { sender: ClientReceiver }) => close(sender))
  connection.on('receiver_close', ({ receiver }: { receiver: ClientSender }) => close(receiver))
  connection.on('session_close', ({ session }: { session: ServerSession }) => Object.values(session.links).forEach(end))
}

/** Calls back once, however the connection ends. */
function whenLost(connection: ServerConnection, callback: () => void): void {
  let lost = false
  const lose = () => {
    if (!lost) callback()
    lost = true
  }
  connection.on('connection_close', lose)
  connection.on('disconnected', lose)
  // rhea learns of an orderly end and of an error, but not of a socket that is destroyed; told twice it does no harm.
  connection.socket.once('close', () => connection._disconnected())
}

/** rhea writes each frame by itself; what one turn puts out goes to the socket at once. */
function writeTogether(connection: ServerConnection): void {
  const { socket } = connection
  const run = connection._process.bind(connection)
  connection._process = () => {
    socket.cork()
    try {
      run()
    } finally {
      socket.uncork()
    }
  }
}

/** rhea ends the socket after these events: the close frame with the reason has to go out at once. */
function closeOnFault(connection: ServerConnection): void {
  const close = (condition: string) => (error: Error) => {
    console.error(`A client's connection is closed: ${error.stack ?? error.message}`)
    connection.close({ condition, description: error.message })
    connection._process()
  }
  connection.on('protocol_error', close('amqp:connection:framing-error'))
  connection.on('error', close('amqp:internal-error'))
}

/**
 * Clients of the JavaScript SDK leave Nagle's algorithm on, and the kernel delays its acknowledgement by 40 ms when there
 * is nothing to send: so what was read and needs no answer is answered by an empty frame, which carries the acknowledgement.
 */
function acknowledgeReads(connection: ServerConnection): void {
  const { socket } = connection
  let writtenBefore = 0
  socket.prependListener('data', () => {
    writtenBefore = socket.bytesWritten
  })
  socket.on('data', () => {
    setImmediate(() => {
      if (socket.bytesWritten === writtenBefore && connection.is_open() && socket.writable) connection._write_frame()
    })
  })
}
