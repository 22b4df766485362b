import { startBenchCloud } from '../cloud/bench-cloud.ts'
import { entriesAfter } from '../delivery/feed.ts'
import { measureDelivered } from '../delivery/measure-delivered.ts'
import { measureReads, type Reads } from './measure-reads.ts'

export interface ReadFigures {
  /** A function that only answers: what any read costs at least. */
  readonly floor: Reads
  readonly shipment: Reads
  /** Pages of fifty entries. */
  readonly feed: Reads
}

const connections = 32
const api = 'notifications/api/v1'

/** What callers ask for while they follow their orders, beside the floor of the same run. */
export async function readFigures({ orders }: { readonly orders: number }): Promise<ReadFigures> {
  const bench = await startBenchCloud()
  try {
    await measureDelivered(bench, { series: 'read', orders, connections })
    const shipments = (await entriesAfter(bench, 0)).map(({ shipmentId }) => `${api}/future/shipment/${shipmentId}`)
    const pages = shipments.map((_, i) => `${api}/future/shipment/feed?pageSize=50&seq=${i}`)
    const read = (paths: readonly string[]) => measureReads(bench, { paths, requests: 3 * orders, connections })
    await read(shipments)
    return { floor: await read(['health/live']), shipment: await read(shipments), feed: await read(pages) }
  } finally {
    await bench.cloud.stop()
  }
}
