import { expect } from 'vitest'

/** For what other processes bring about; how long they take is no matter of these tests. */
export const eventually = <Value>(look: () => Value | Promise<Value>) => expect.poll(look, { timeout: 20_000 })
