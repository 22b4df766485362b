import type { Socket } from 'node:net'
import rhea, {
  type AmqpError,
  type Connection,
  type Delivery,
  type Receiver,
  type Sender,
  type Session,
  type Typed,
} from 'rhea'

/** What the broker uses of rhea beyond its typings, each with the reason at the place of use. */

interface Composite {
  described(): Typed
}
export interface Transfer {
  message_format: number | null | undefined
  readonly aborted: boolean | undefined
}
export interface Attach {
  readonly name: string
  /** True: the peer receives. */
  readonly role: boolean
  readonly source: Terminus | null
  readonly target: Terminus | null
  readonly snd_settle_mode: number | undefined
  readonly rcv_settle_mode: number | undefined
}
export interface OwnAttach {
  source: Typed | undefined
  target: Typed | undefined
  snd_settle_mode: number
  rcv_settle_mode: number
  max_message_size: number
}
export interface Terminus extends Composite {
  readonly address: string | null | undefined
  readonly filter: Readonly<Record<string, unknown>> | null | undefined
}
export interface Frame<Performative> {
  readonly performative: Performative
  payload?: Buffer
}

interface LinkParts {
  name: string
  session: ServerSession
  readonly local: { readonly attach: OwnAttach }
  readonly remote: { readonly attach: Attach; readonly detach?: { readonly closed: boolean | undefined } }
  issue_flow: boolean
  credit: number
  delivery_count: number
}
export type ClientReceiver = Omit<Sender, 'session'> & LinkParts & { _draining: boolean; _get_drain(): boolean }
export type ClientSender = Omit<Receiver, 'session'> & LinkParts & { _incomplete: { settled: boolean } | undefined }
export type ServerLink = ClientReceiver | ClientSender

export interface ServerSession extends Omit<Session, 'connection'> {
  readonly connection: ServerConnection
  readonly links: Record<string, ServerLink>
  readonly outgoing: {
    readonly next_delivery_id: number
    readonly next_pending_delivery: number
    available(): number
    transfer_window(): number
    process(): void
  }
  readonly incoming: { next_transfer_id: number }
  _get_link(frame: Frame<unknown>): ServerLink
  _write_flow(): void
  on_attach(frame: Frame<Attach>): void
  on_flow(frame: Frame<{ readonly echo: boolean | undefined; readonly handle: number | null | undefined }>): void
  on_transfer(frame: Frame<Transfer>): void
}

export interface ServerConnection extends Connection {
  readonly socket: Socket
  readonly sasl_transport: { readonly selected?: { readonly username?: string } } | undefined
  _register(): void
  _disconnected(): void
  _process(): void
  _write_frame(): void
}

/** An outcome as a receiver sent it: its fields still typed, in the order of the specification. */
export interface RemoteState {
  readonly constructor: { readonly composite_type: 'accepted' | 'released' | 'rejected' | 'modified' }
  readonly value: readonly (Typed | undefined)[]
  readonly undeliverable_here?: boolean | null
}

/** A delivery of either direction; `remote_settled` may be set by us (see receiver-link). */
export type ServerDelivery = Omit<Delivery, 'remote_settled' | 'remote_state'> & {
  remote_settled: boolean
  readonly remote_state: RemoteState
}

export interface LinkEvent {
  readonly delivery: ServerDelivery
  /** Every message stays encoded (see session.ts). */
  readonly message: Buffer
}

const outcomes = rhea.message as unknown as {
  accepted(): Composite
  released(): Composite
  modified(fields: object): Composite
  rejected(fields: { error?: AmqpError }): Composite
}

export const accepted = () => outcomes.accepted().described()
export const released = () => outcomes.released().described()
export const modified = () => outcomes.modified({}).described()
export const rejected = (error?: AmqpError) => outcomes.rejected(error === undefined ? {} : { error }).described()
