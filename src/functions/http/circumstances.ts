/** What a request for an order leaves open. */
export interface Circumstances {
  readonly creator: string
  readonly receivedAt: Date
  readonly defaultEmailFromAddress: string
  readonly defaultSmsSender: string
}
