/**
 * Something outside cannot serve us right now (a store, the bus, a provider, a neighbour); the same call may well
 * succeed later. HTTP answers 503 with `Retry-After`, queue triggers post a copy for later.
 */
export class TransientFault extends Error {
  override readonly name = 'TransientFault'
  readonly code: string
  /** As whoever cannot serve has asked; undefined when nothing was said. */
  readonly retryAfterSeconds: number | undefined

  constructor(code: string, options: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(code, { cause: options.cause })
    this.code = code
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/**
 * For `catch`: a fault that may pass, as a value.
 * @throws any other
 */
export function transient(fault: unknown): TransientFault {
  if (fault instanceof TransientFault) return fault
  throw fault
}

/** A promise of the design was broken (a row that must exist does not, a hash that must match does not): a bug of ours. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise'
  readonly code = 'BROKEN_PROMISE'
}
