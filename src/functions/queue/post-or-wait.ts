import type { Machine } from '../../use-cases/ports.ts'

const waitMs = 20_000

/**
 * Posts the copies that take a delivery's place. If not even they can be posted, some of the lock is waited out before
 * the delivery is given back: it returns at once, and would use up its deliveries within a second.
 */
export async function postOrWait(machine: Pick<Machine, 'wait'>, post: () => Promise<void>): Promise<void> {
  try {
    await post()
  } catch (fault) {
    await machine.wait(waitMs)
    throw fault
  }
}
