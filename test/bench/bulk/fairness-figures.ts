import { setTimeout as wait } from 'node:timers/promises'
import { tokenHeaders, type BenchCloud } from '../cloud/bench-cloud.ts'
import { orderBody } from '../load/order-body.ts'
import { quantile, rounded } from '../statistics.ts'
import { until, sightOf } from './at-rest.ts'
import { inBulkCloud } from './bulk-cloud.ts'
import { patienceSeconds } from './measure-bulk.ts'
import { placeLargeOrder } from './place-large-order.ts'

/** At most; a large order that is over sooner has fewer beside it. */
const singles = 15
/** Between two of them. */
const restMs = 500
/** A tenth of the large order is on its way before anybody else comes. */
const begun = 0.1

/** How long somebody's single e-mail takes from the request to Delivered, alone and beside a large order. */
export const fairnessFigures = ({ recipients }: { recipients: number }) =>
  inBulkCloud({}, async (bench) => {
    await waits(bench, 'warm', () => Promise.resolve(true))
    const alone = await waits(bench, 'alone', () => Promise.resolve(true))
    const { accepted } = await sightOf(bench.cloud)
    await placeLargeOrder(bench, { channel: 'email', recipients, first: 0 })
    const isBegun = accepted + recipients * begun
    await until(bench.cloud, { is: (sight) => sight.accepted >= isBegun, seconds: patienceSeconds(recipients) })
    const isRunning = async () => (await sightOf(bench.cloud)).accepted < accepted + recipients
    const beside = await waits(bench, 'beside', isRunning)
    return {
      aloneMs: rounded(quantile(alone, 0.5)),
      besideBulkMs: rounded(quantile(beside, 0.5)),
      worstBesideBulkMs: rounded(Math.max(...beside)),
      beside: beside.length,
      recipients,
    }
  })

/** Of singles that are placed while it is so. */
async function waits(bench: BenchCloud, series: string, isSo: () => Promise<boolean>): Promise<number[]> {
  const all: number[] = []
  for (let i = 0; i < singles && (await isSo()); i++) {
    all.push(await waitOf(bench, `${series}-${i}`))
    await wait(restMs)
  }
  return all
}

const lookMs = 20
const patienceMs = 300_000

/** As its creator sees it. @throws when it is not delivered within five minutes */
async function waitOf(bench: BenchCloud, name: string): Promise<number> {
  const startedMs = performance.now()
  const shipment = await place(bench, name)
  while ((await statusOf(bench, shipment)) !== 'Order_Completed') {
    if (performance.now() - startedMs > patienceMs)
      throw new Error('a single order is not delivered after five minutes')
    await wait(lookMs)
  }
  return performance.now() - startedMs
}

const api = '/notifications/api/v1/future'

async function place(bench: BenchCloud, name: string): Promise<string> {
  const response = await fetch(`${bench.cloud.url}${api}/orders`, {
    method: 'POST',
    headers: { ...tokenHeaders(bench), 'content-type': 'application/json' },
    body: Uint8Array.from(orderBody(name)),
  })
  if (response.status !== 201) throw new Error(`a single order was answered ${response.status}`)
  const { notification } = (await response.json()) as { notification: { shipmentId: string } }
  return notification.shipmentId
}

async function statusOf(bench: BenchCloud, shipment: string): Promise<string> {
  const response = await fetch(`${bench.cloud.url}${api}/shipment/${shipment}`, { headers: tokenHeaders(bench) })
  if (!response.ok) throw new Error(`a shipment was answered ${response.status}`)
  return ((await response.json()) as { status: string }).status
}
