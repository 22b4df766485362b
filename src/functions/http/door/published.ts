import type * as z from 'zod'

/** The headings of the published description. */
export type Tag =
  | 'Orders'
  | 'Composed e-mail'
  | 'Instant orders'
  | 'Status'
  | 'First version'
  | 'Dashboard'
  | 'Metrics'
  | 'Triggers'
  | 'Operation'

export interface PublishedAnswer {
  readonly meaning: string
  readonly schema?: z.ZodType
  readonly example?: unknown
  /** JSON unless it says otherwise. */
  readonly mediaType?: string
  /** What the headers hold, by name. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What the published description says of a route, besides what the door knows of it. */
export interface Published {
  readonly summary: string
  readonly tag: Tag
  readonly deprecated?: true
  /** By status. What the door refuses is the same everywhere, and not repeated here. */
  readonly answers: Readonly<Record<number, PublishedAnswer>>
  /** Bodies that are taken as they stand, by what they show. */
  readonly examples?: Readonly<Record<string, object>>
  /** What a caller shows instead of a token: the key of the metrics, or that of a function where a setting asks for it. */
  readonly key?: 'metricsKey' | 'functionKey'
}
