/** A request of the contract's examples that is refused, by its number there, with the `errors` of the answer. */
export interface RefusedExample {
  readonly number: number
  readonly title: string
  readonly path: string
  /** Text as it is sent; anything else is sent as JSON. Left out: the request only asks. */
  readonly body?: unknown
  readonly errors: object
}
