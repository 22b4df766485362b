import type { AgendaRow } from '../domain/agenda.ts'
import type { Channel } from '../domain/channel.ts'
import type { DeadReport, ReadReport } from '../domain/delivery-report.ts'
import type { FeedEntry } from '../domain/feed-entry.ts'
import type { Identity } from '../domain/identity.ts'
import type { OrderId, Part } from '../domain/ids.ts'
import type { LogEntry } from '../domain/log-entry.ts'
import type { OrderMessage, OrderQueue } from '../domain/message.ts'
import type { Counts, MonthlyCount } from '../domain/monthly-count.ts'
import type { NewOrder } from '../domain/new-order.ts'
import type { Chunk } from '../domain/notification.ts'
import type { Order, OrderContent, OrderHead, OrderState, StoredOrder } from '../domain/order.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { RecipientRow } from '../domain/recipient-row.ts'
import type { Segment } from '../domain/segments.ts'
import type { EmailCourier, SmsCourier } from './courier-ports.ts'
import type { Authorization, Conditions, Contacts } from './register-ports.ts'

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
  readonly rates: Rates
  readonly deadReports: DeadReports
  readonly readReport: ReportReader
  readonly contacts: Contacts
  readonly authorization: Authorization
  readonly conditions: Conditions
  readonly recipients: Recipients
  readonly notificationLog: NotificationLog
  readonly outcomes: Outcomes
  readonly writeOutcomes: OutcomeWriter
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

export interface Orders extends OrderParts {
  /** Commits the orders of a chain, all or none. `exists`: a row was there already, or an answer got lost. */
  insert(orders: readonly NewOrder[]): Promise<'inserted' | 'exists'>
  read(id: OrderId): Promise<Stored<StoredOrder> | undefined>
  /** Content is undefined once it has been erased. */
  readWithContent(id: OrderId): Promise<OrderAndContent | undefined>
  /** Stores what changes in an order's life (state, chunk, times), never its content. */
  update(order: StoredOrder, version: string): Promise<Update>
  /** Puts a new order with its content in the place of one of which nothing came. */
  replace(order: NewOrder, version: string): Promise<Update>
  /** Removes content, addresses, references, reports and parts, and marks the order as erased. */
  erase(order: StoredOrder, version: string): Promise<Update>
}

export interface OrderAndContent extends Stored<StoredOrder> {
  readonly content: OrderContent | undefined
}

/** The rows of an order in segments, besides its own. */
export interface OrderParts {
  /** Writes parts of a large order before the order itself. What no order stands behind is removed as an orphan. */
  addParts(order: OrderId, parts: Iterable<Chunk | Segment>): Promise<void>
  readPart(order: OrderHead, part: Part): Promise<Stored<Order> | undefined>
  /** The parts in their order, a page at a time; `next` asks for the page behind it. */
  readParts(order: OrderHead, next?: string): Promise<Page<Stored<Order>>>
  /** A segment whose recipients have to be resolved. */
  readSegment(order: OrderHead, number: number): Promise<Stored<Segment> | undefined>
  /** Stores some parts of one order, all or none, and what they mean to their segments and to the order. */
  updateParts(parts: readonly Stored<Order>[]): Promise<Update>
  /** Stores the chunks that a segment was resolved to, with the segment. */
  resolveSegment(order: OrderHead, segment: Stored<Segment>, chunks: readonly Chunk[]): Promise<Update>
  /** Removes all parts, resumably. */
  removeParts(order: OrderId): Promise<void>
}

export interface Page<Value> {
  readonly values: readonly Value[]
  readonly next?: string
}

export type Update =
  | {
      readonly outcome: 'stored'
      readonly version: string
      /** The order's own, which finishing the last of its parts changes. */
      readonly state: OrderState
    }
  | { readonly outcome: 'conflict' | 'gone' }

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
  remove(reference: ReferenceKey): Promise<void>
  /** The rows of a creator's orders with the reference, also those of requests that did not commit. */
  find(creator: string, reference: string): Promise<readonly ReferenceRow[]>
}

export interface ReferenceKey {
  readonly creator: string
  readonly reference: string
  readonly order: OrderId
  /** The request that wrote the row; one whose nonce its order does not name is an orphan. */
  readonly nonce: string
}

export interface ReferenceRow extends ReferenceKey {
  /** Machine time of that request. */
  readonly writtenAt: Date
}

export interface Feed {
  /**
   * Gives every order that has none yet an entry and the next number, and counts it in its month; at most 48 at a
   * time, together if they fit.
   */
  append(creator: string, entries: readonly CountedEntry[]): Promise<void>
  /** The sequence number of an order's entry. */
  numberOf(creator: string, order: OrderId): Promise<number | undefined>
  read(creator: string, page: FeedPage): Promise<readonly NumberedEntry[]>
  /** Deletes the entry, keeps the fact that there was one. */
  erase(creator: string, order: OrderId): Promise<void>
  /** Everybody whose feed has, or is about to have, an entry. */
  creators(): Promise<readonly string[]>
  /** What has been counted for a month, as `2026-11`; undefined when nothing has. */
  countsOf(creator: string, month: string): Promise<Counts | undefined>
}

export interface CountedEntry {
  readonly entry: FeedEntry
  readonly count: MonthlyCount
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

/** How many notifications of a channel may leave. */
export interface Rates {
  /** Takes places in the channel's rate, shared by all instances: as many as are wanted, or the next few. */
  reserve(channel: Channel, wanted: number): Promise<Places>
  /** Until when all places are taken; undefined where some are free. */
  takenUntil(channel: Channel): Promise<Date | undefined>
}

export interface Places {
  /** At least one. */
  readonly places: number
  /** Until they may be used. */
  readonly afterSeconds: number
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

/** Index of those whom orders named by number. */
export interface Recipients {
  put(rows: readonly RecipientRow[]): Promise<void>
  /** Removing what is not there is success. */
  remove(rows: readonly RecipientRow[]): Promise<void>
  /**
   * Rows of orders to be sent in the interval, latest first. A row may have been written by an expansion that is still
   * under way: only the order itself says for whom its notifications are.
   */
  find(identity: Identity, interval: Interval): Promise<readonly RecipientRow[]>
}

export interface Interval {
  readonly from: Date
  /** Exclusive. */
  readonly to: Date
}

/** What became of the notifications of a creator's dialogs. */
export interface NotificationLog {
  /** Writing an entry again is writing it once. */
  put(entries: readonly LogEntry[]): Promise<void>
  /** Removing what is not there is success. */
  remove(entries: readonly LogEntry[]): Promise<void>
  /** Those that belong to the dialog and to the transmission, where each is given. */
  find(creator: string, association: Association): Promise<readonly LogEntry[]>
}

export type Association = Pick<LogEntry, 'dialogId' | 'transmissionId'>

/** Finished notifications by the day that their orders were finished on. */
export interface Outcomes {
  /** Writing an outcome again is writing it once. */
  put(outcomes: readonly Outcome[]): Promise<void>
  /** One page of a day; `next` asks for the page behind it. */
  page(
    of: Pick<Outcome, 'day' | 'channel'>,
    next?: string,
  ): Promise<{ readonly outcomes: readonly Outcome[]; readonly next?: string }>
  /** Deletes a page of what is older than the day; false when there was nothing. */
  eraseBefore(day: string): Promise<boolean>
}

/** Writes outcomes of one channel as a Parquet file; pure, but its columns are the reader's. */
export type OutcomeWriter = (
  channel: Channel,
  outcomes: AsyncIterable<Outcome>,
) => Promise<{ readonly bytes: Uint8Array; readonly rows: number }>
