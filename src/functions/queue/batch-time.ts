/** Half of the lock of a minute that the queues have (`infra/queues.json`); the locks of a batch are not renewed. */
export const batchMs = 30_000
