/** When a request is judged, and the whole of it. */
export interface Occasion<Request> {
  readonly now: Date
  readonly request: Request
}

/** A sentence about an object of a request that has to be true. All rules run, and all that fail are reported. */
export interface Rule<Value, Request = unknown> {
  /** Number of the rule in the wire contract, or `own-…` for one that is ours. */
  readonly id: string
  /** The C# name of the member it is reported under; empty for the object itself. */
  readonly key: string
  readonly holds: (value: Value, occasion: Occasion<Request>) => boolean
  readonly message: string | ((value: Value) => string)
}
