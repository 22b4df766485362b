import type { Authorizations } from '../access/authorizations.ts'
import type { SharedAccessKey } from '../access/sas-token.ts'
import type { ClientReceiver, ClientSender, ServerLink } from './amqp.ts'
import type { Entities, Entity } from './entities.ts'
import { parseAddress } from './entity-address.ts'
import { cbsNode, managementNode } from './nodes.ts'
import { serveReceiver } from './receiver-link.ts'
import type { ReplyLinks } from './reply-links.ts'
import { serveRequests, type RequestNode } from './request-link.ts'
import { serveSender } from './sender-link.ts'

/** What the links of one connection share. */
export interface LinkContext {
  readonly entities: Entities
  readonly key: SharedAccessKey
  readonly authorizations: Authorizations
  readonly replies: ReplyLinks
  readonly maxMessageSize: number
  /** Calls back once, however the link ends. */
  whenGone(link: ServerLink, callback: () => void): void
  /** The link may stay for as long as the path is covered. */
  onAuthorized(link: ServerLink, path: string): void
}

/** An AMQP error, for the detach that refuses a link. */
interface Refusal {
  readonly condition: string
  readonly description: string
}

/** A client whose subscription is refused attaches again at once, for ever: waiting slows it down. */
const refusalMilliseconds = 1000

/** Serves a link on which the client receives. */
export function openReceiver(link: ClientReceiver, context: LinkContext): void {
  echo(link)
  const place = findPlace(link, link.remote.attach.source?.address, context)
  if ('condition' in place) {
    link.local.attach.source = undefined
    const refusal = setTimeout(() => link.close(place), refusalMilliseconds)
    context.whenGone(link, () => clearTimeout(refusal))
  } else if ('names' in place) {
    context.whenGone(link, context.replies.add(link, place.path))
  } else {
    context.whenGone(link, serveReceiver(link, place))
  }
}

/** Serves a link on which the client sends. */
export function openSender(link: ClientSender, context: LinkContext): void {
  echo(link)
  const place = findPlace(link, link.remote.attach.target?.address, context)
  if ('condition' in place) refuseSender(link, place)
  else if ('names' in place) serveRequests(link, place, context.replies)
  else if (place.isDeadLetters) refuseSender(link, noDeadLetters)
  else serveSender(link, place, context.maxMessageSize)
}

/** A link is refused by attaching without the terminus that is ours, then detaching with the reason (2.6.3). */
function refuseSender(link: ClientSender, refusal: Refusal): void {
  link.local.attach.target = undefined
  link.close(refusal)
}

const noDeadLetters: Refusal = { condition: 'amqp:not-allowed', description: 'Nothing is sent to dead letters.' }

/** Attaches with what the client asked for, in exactly its encoding. */
function echo({ local, remote }: ServerLink): void {
  local.attach.source = remote.attach.source?.described()
  local.attach.target = remote.attach.target?.described()
  local.attach.rcv_settle_mode = remote.attach.rcv_settle_mode ?? 0
  local.attach.snd_settle_mode = remote.attach.snd_settle_mode ?? 2
}

/** What the address stands for, or why the link is refused. */
function findPlace(
  link: ServerLink,
  address: string | null | undefined,
  context: LinkContext,
): Entity | RequestNode | Refusal {
  if (typeof address !== 'string')
    return { condition: 'amqp:not-implemented', description: 'Only links to named queues are supported.' }
  const parsed = parseAddress(address)
  if (parsed.node === 'cbs') return cbsNode(context.key, context.authorizations)
  if (!context.authorizations.covers(parsed.path)) return unauthorized(parsed.path)
  context.onAuthorized(link, parsed.path)
  const entity = context.entities.find(parsed)
  if (entity === undefined) return notFound(address)
  if (wantsSession(link)) return noSessions
  return parsed.management ? managementNode(entity, parsed.path) : entity
}

export const unauthorized = (path: string): Refusal => ({
  condition: 'amqp:unauthorized-access',
  description: `Unauthorized access. No valid token for ${path} has been put to $cbs.`,
})

const notFound = (address: string): Refusal => ({
  condition: 'amqp:not-found',
  description: `The messaging entity '${address}' could not be found.`,
})

const wantsSession = ({ remote }: ServerLink) => 'com.microsoft:session-filter' in (remote.attach.source?.filter ?? {})

const noSessions: Refusal = {
  condition: 'amqp:not-allowed',
  description:
    'It is not possible for an entity that does not require sessions to create a sessionful message receiver.',
}
