import { orderNames, type BenchCloud } from '../cloud/bench-cloud.ts'
import { readInbox } from './inbox.ts'
import { addressOf } from '../load/order-body.ts'
import { quantile, rounded } from '../statistics.ts'

/** Rest between two orders: longer than one takes on its whole way. */
const restMs = 50

/** From the request for one e-mail, with nothing else going on, until the provider has accepted it. */
export async function measureToProvider(bench: BenchCloud, orders: number) {
  const names = orderNames('single', orders)
  const { sentAt } = await bench.place({ names, connections: 1, restMs })
  const inbox = await readInbox(bench)
  const acceptedAt = new Map(
    inbox.flatMap((mail) => mail.recipients.to.map(({ address }) => [address, Date.parse(mail.acceptedAt)])),
  )
  const waits = names.map((name, i) => (acceptedAt.get(addressOf(name)) ?? NaN) - (sentAt[i] ?? NaN))
  if (waits.some(Number.isNaN)) throw new Error('not every single order has reached the provider')
  return { p50Ms: rounded(quantile(waits, 0.5)), p95Ms: rounded(quantile(waits, 0.95)), orders }
}
