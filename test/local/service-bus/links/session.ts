import type { Frame, ServerLink, ServerSession, Transfer } from './amqp.ts'

/** Stands for format 0, so that rhea hands the message over as it came instead of decoding it. */
const encodedFormat = 0x7fffffff

/** What rhea's sessions need to serve any AMQP client, and to leave messages encoded. */
export function prepareSession(session: ServerSession): void {
  const onAttach = session.on_attach.bind(session)
  const onFlow = session.on_flow.bind(session)
  const passOn = session.on_transfer.bind(session)

  session.on_attach = (frame) => {
    keepNameApart(session, frame.performative.name, frame.performative.role)
    onAttach(frame)
  }

  session.on_flow = (frame) => {
    onFlow(frame)
    const ofLink = typeof frame.performative.handle === 'number'
    // rhea announces new room on a link, but not on the session.
    if (!ofLink) for (const link of Object.values(session.links)) link.emit('sendable')
    if (frame.performative.echo === true) answerEcho(session, ofLink ? session._get_link(frame) : undefined)
  }

  session.on_transfer = (frame) => {
    const link = session._get_link(frame)
    link.emit('transfer')
    if (frame.performative.aborted === true) {
      abort(session, link)
    } else {
      // rhea cannot put a delivery together from frames of which one is empty.
      frame.payload ??= nothing
      markAsEncoded(frame)
      passOn(frame)
    }
  }
}

const nothing = Buffer.alloc(0)

/** The peer wants to know how the link, or the session, stands (2.7.4); rhea does not answer that. */
function answerEcho(session: ServerSession, link: ServerLink | undefined): void {
  if (link === undefined) session._write_flow()
  else link.issue_flow = true
  session.connection._register()
}

/** A link's name is unique per direction (2.6.1), but rhea keeps both directions in one table. */
function keepNameApart(session: ServerSession, name: string, peerReceives: boolean): void {
  const other = session.links[name]
  if (other === undefined || other.is_sender() === peerReceives) return
  other.name = `${name} (${peerReceives ? 'in' : 'out'})`
  session.links[other.name] = other
  Reflect.deleteProperty(session.links, name)
}

function markAsEncoded({ performative }: Frame<Transfer>): void {
  const { message_format: format } = performative
  if (format === 0 || format === null || format === undefined) performative.message_format = encodedFormat
}

/** The sender takes a delivery back of which a part has come (2.6.14); rhea does not know that. */
function abort(session: ServerSession, link: ServerLink): void {
  session.incoming.next_transfer_id++
  if (!('_incomplete' in link) || link._incomplete === undefined) return
  link._incomplete.settled = true
  link._incomplete = undefined
  link.delivery_count++
  link.credit--
}
