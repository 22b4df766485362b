/**
 * What we take at most where the reference has no limit and breaks instead. Each is answered with a 400 that names
 * the member.
 */
export const limits = {
  /** Longer ones are no names any more, and the reference's index refuses them. */
  idempotencyIdCharacters: 1_000,
  /** A chain is stored at once or not at all, and a transaction of the store takes no more than that many orders. */
  reminders: 89,
  /** All of them as JSON: beside the main order they must fit a transaction of 4 MiB, whatever they are made of. */
  reminderCharacters: 600_000,
  /** What is shown of an order at once stays within what a function answers in reasonable time. */
  recipients: 250_000,
  /** The last moment that the wire's date-times can express. */
  latestSendTime: new Date('9999-12-31T23:59:59.999Z'),
} as const
