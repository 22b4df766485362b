import type { AgendaRow } from '../domain/agenda.ts'
import type { Channel } from '../domain/channel.ts'
import type { DeadReport, ReadReport } from '../domain/delivery-report.ts'
import type { EmailResult } from '../domain/email-result.ts'
import type { FeedEntry } from '../domain/feed-entry.ts'
import type { NotificationId, OrderId } from '../domain/ids.ts'
import type { OrderMessage, OrderQueue } from '../domain/message.ts'
import type { Receipt, Result } from '../domain/notification.ts'
import type { EmailContent, Order, OrderContent, SmsContent } from '../domain/order.ts'

/**
 * Everything impure that a use case can do, and nothing else. The composition root can wrap all of it at once, which
 * is how faults are injected, requests counted and traces made. Unless it says otherwise a method throws
 * `TransientFault` when the thing behind it cannot serve.
 */
export interface Ports {
  readonly clock: Clock
  readonly machine: Machine
  readonly hashes: Hashes
  readonly orders: Orders
  readonly agenda: Agenda
  readonly references: References
  readonly feed: Feed
  readonly bus: Bus
  readonly emailCourier: EmailCourier
  readonly smsCourier: SmsCourier
  readonly pauses: Pauses
  readonly deadReports: DeadReports
  readonly readReport: ReportReader
  readonly log: Log
}

/** What orders speak of: requested times, lifetimes, retention. Can be moved where tests run. */
export interface Clock {
  now(): Date
}

/** What protects running work: leases, grace times. Never moved. */
export interface Machine {
  now(): Date
  /** Milliseconds that only ever grow, for intervals within this process. */
  monotonicMs(): number
  wait(milliseconds: number): Promise<void>
  /** Whether the work settled within the time; it goes on if not. Throws what it throws. */
  within(milliseconds: number, work: Promise<unknown>): Promise<boolean>
  /** 16 random hexadecimal digits. */
  nonce(): string
  /** Random bytes for the key of a chain that has no idempotency id. */
  chainKey(): Uint8Array
}

/** Keyed hashes (HMAC-SHA-256) under a setting that is never changed. */
export interface Hashes {
  /** @param parts hashed with their lengths, so that no two lists of parts share a hash. */
  of(parts: readonly string[]): Buffer
}

/** A stored value, and the version that a conditional write must name. */
export interface Stored<Value> {
  readonly value: Value
  readonly version: string
}

export interface Orders {
  /** Commits the orders of a chain, all or none. `exists`: a row was there already, or an answer got lost. */
  insert(orders: readonly NewOrder[]): Promise<'inserted' | 'exists'>
  read(id: OrderId): Promise<Stored<Order> | undefined>
  /** Content is undefined once it has been erased. */
  readWithContent(id: OrderId): Promise<(Stored<Order> & { readonly content: OrderContent | undefined }) | undefined>
  /** Stores what changes in an order's life (state, chunk, times), never its content. */
  update(order: Order, version: string): Promise<Update>
  /** Removes content, addresses, references and reports, and marks the order as erased. */
  erase(order: Order, version: string): Promise<Update>
}

export interface NewOrder {
  readonly order: Order
  readonly content: OrderContent
}

export type Update =
  { readonly outcome: 'stored'; readonly version: string } | { readonly outcome: 'conflict' | 'gone' }

export interface Agenda {
  put(row: AgendaRow): Promise<void>
  /** Removing what is not there is success. */
  remove(row: AgendaRow): Promise<void>
  /** The first rows of the partitions before `bucket` (exclusive), oldest first, and whether there are more. */
  firstPage(bucket: string): Promise<{ readonly rows: readonly AgendaRow[]; readonly more: boolean }>
  /** The names of all partitions before `bucket`, oldest first. */
  bucketsBefore(bucket: string): Promise<readonly string[]>
  /** One page of a partition; `next` asks for the page behind it. */
  page(bucket: string, next?: string): Promise<{ readonly rows: readonly AgendaRow[]; readonly next?: string }>
}

/** Index of the sender's own references. */
export interface References {
  put(reference: ReferenceRow): Promise<void>
  /** Removing what is not there is success. */
  remove(reference: ReferenceRow): Promise<void>
  /** The orders that a creator gave the reference, also those of requests that did not commit. */
  find(creator: string, reference: string): Promise<readonly { readonly order: OrderId; readonly nonce: string }[]>
}

export interface ReferenceRow {
  readonly creator: string
  readonly reference: string
  readonly order: OrderId
  readonly nonce: string
}

export interface Feed {
  /** Gives every order that has none yet an entry and the next number; at most 48 at a time, together if they fit. */
  append(creator: string, entries: readonly FeedEntry[]): Promise<void>
  /** The sequence number of an order's entry. */
  numberOf(creator: string, order: OrderId): Promise<number | undefined>
  read(creator: string, page: FeedPage): Promise<readonly NumberedEntry[]>
  /** Deletes the entry, keeps the fact that there was one. */
  erase(creator: string, order: OrderId): Promise<void>
}

export interface FeedPage {
  readonly after: number
  readonly size: number
  readonly direction: 'Asc' | 'Desc'
}

export interface NumberedEntry {
  readonly sequenceNumber: number
  readonly entry: FeedEntry
}

export interface Bus {
  /** @param delaySeconds 0 for now, else at least 1. Copies of one message id within ten minutes count once. */
  post(queue: OrderQueue, messages: readonly OrderMessage[], delaySeconds: number): Promise<void>
  /** Asks for one agenda partition to be worked through; `run` tells repeated requests apart. */
  postAgenda(buckets: readonly string[], run: string): Promise<void>
  /** Puts delivery reports back for later as they came. */
  postReports(reports: readonly RawReport[], delaySeconds: number): Promise<void>
}

/** A message of the delivery report queue, as Event Grid wrote it. */
export interface RawReport {
  readonly id: string
  readonly body: unknown
  readonly hop: number
}

export interface Email extends EmailContent {
  readonly notification: NotificationId
  readonly address: string
}

/** What became of a request to send. Nothing here is thrown: every answer leads somewhere. */
export type Dispatch =
  | { readonly outcome: 'accepted'; readonly receipt: Receipt }
  /** Definitely not taken, through no fault of the message: try again when the channel's pause is over. */
  | { readonly outcome: 'deferred'; readonly seconds: number; readonly code: string }
  /** Definitely not taken, and never will be. */
  | { readonly outcome: 'refused'; readonly result: Result; readonly code: string }
  /** It may have been taken. Must be asked for before anything is sent again. */
  | { readonly outcome: 'unknown'; readonly code: string }

export type Inquiry =
  | { readonly outcome: 'accepted'; readonly receipt: Receipt }
  | { readonly outcome: 'failed'; readonly result: EmailResult; readonly code: string }
  | { readonly outcome: 'not-found' }

export interface EmailCourier {
  send(email: Email): Promise<Dispatch>
  /** What the provider knows of an earlier attempt. */
  ask(notification: NotificationId): Promise<Inquiry>
}

/** One call to the provider: up to 100 recipients of one text, no two of them with the same number. */
export interface SmsCall extends SmsContent {
  /** Comes back in every delivery report of the call. */
  readonly tag: string
  readonly recipients: readonly SmsRecipient[]
}

export interface SmsRecipient {
  /** E.164. */
  readonly number: string
  /** At least 16 bytes that are the same whenever this attempt is repeated, and for no other attempt. */
  readonly attemptId: Uint8Array
  /** When the attempt was made first, by the machine's clock. */
  readonly attemptedAt: Date
}

export interface SmsCourier {
  /** One outcome per recipient, in their order. */
  send(call: SmsCall): Promise<readonly Dispatch[]>
}

/** The not-before time of each channel, shared by all instances. */
export interface Pauses {
  /** Undefined: go ahead. May be a few seconds old. */
  notBefore(channel: Channel): Promise<Date | undefined>
  /** Moves the time forward, never back, and at most a quarter of an hour ahead. */
  extend(channel: Channel, until: Date): Promise<void>
}

/** Reads a provider's event; pure, but its words are the provider's. */
export type ReportReader = (body: unknown) => ReadReport

export interface DeadReports {
  put(report: DeadReport): Promise<void>
}

/** Facts are ids, codes, counts and times; never content, addresses or tokens. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>

export interface Log {
  info(event: string, facts: Facts): void
  warn(event: string, facts: Facts): void
  error(event: string, facts: Facts, cause?: unknown): void
}
