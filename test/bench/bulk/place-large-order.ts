import { tokenHeaders, type BenchCloud } from '../cloud/bench-cloud.ts'
import { requestFor, type LargeOrder } from './large-order.ts'

export interface PlacedLargeOrder {
  readonly id: string
  /** From the request to the end of its answer: everything is stored then. */
  readonly acceptMs: number
}

/** @throws when it is not accepted */
export async function placeLargeOrder(bench: BenchCloud, order: LargeOrder): Promise<PlacedLargeOrder> {
  const { path, body } = requestFor(order)
  const startedMs = performance.now()
  const response = await fetch(`${bench.cloud.url}/notifications/api/v1${path}`, {
    method: 'POST',
    headers: { ...tokenHeaders(bench), 'content-type': 'application/json' },
    body,
  })
  const answer = await response.text()
  const acceptMs = performance.now() - startedMs
  if (response.status !== 202) throw new Error(`a large order was answered ${response.status}`)
  return { id: (JSON.parse(answer) as { orderId: string }).orderId, acceptMs }
}
