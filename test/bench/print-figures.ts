import { availableParallelism, loadavg } from 'node:os'
import type { acceptFigures } from './accept/accept-figures.ts'
import type { deliveryFigures } from './delivery/delivery-figures.ts'
import type { Reads } from './reads/measure-reads.ts'
import type { ReadFigures } from './reads/read-figures.ts'
import type { Numbers, Spread } from './statistics.ts'

type Accepted = Awaited<ReturnType<typeof acceptFigures>>
type Delivery = Awaited<ReturnType<typeof deliveryFigures>>

/** What the figures depend on besides ours. */
export const printMachine = () => {
  console.log(`${availableParallelism()} cores, load of the last minute ${loadavg()[0]?.toFixed(1) ?? '?'}`)
}

/** The figures for people, beside what they should be. */
export function printAccepted(accept: Accepted): Accepted {
  const [one, eight] = [accept.connections[1], accept.connections[8]]
  print(`Accepted (${accept.orders} orders a round, 32 connections)`, [
    row('orders per second', accept, 'perSecond'),
    row('floor: bare insert and send, per second', accept, 'floorPerSecond'),
    row('of the floor', accept, 'ofFloor', 'at least 0.6'),
    row('the same in a bare function, per second', accept, 'bareFunctionPerSecond'),
    row('of the bare function', accept, 'ofBareFunction'),
    row('p50 ms', accept, 'p50Ms'),
    row('p99 ms', accept, 'p99Ms'),
    row('app CPU ms per order', accept, 'appCpuMsPerOrder', 'at most 1.5'),
    row('CPU ms of the floor', accept, 'floorCpuMsPerOrder'),
    row('CPU ms of the bare function', accept, 'bareFunctionCpuMsPerOrder'),
    row('CPU ms of the load generator', accept, 'loadCpuMsPerOrder'),
    row('table requests per order', accept, 'requestsPerOrder'),
    ['8 connections', `${eight.perSecond}/s, ${eight.p50Ms} ms, CPU ${eight.appCpuMsPerOrder} ms`],
    ['1 connection', `${one.perSecond}/s, ${one.p50Ms} ms, CPU ${one.appCpuMsPerOrder} ms`],
  ])
  return accept
}

export function printReads(reads: ReadFigures): ReadFigures {
  const line = (label: string, { perSecond, p50Ms, p99Ms }: Reads): Row => [
    label,
    `${perSecond}/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms`,
  ]
  print('Read (32 connections)', [
    line('floor: a function that only answers', reads.floor),
    line('a shipment', reads.shipment),
    line('fifty entries of the feed', reads.feed),
  ])
  return reads
}

export function printDelivered(delivery: Delivery): Delivery {
  const { delivered, toProvider } = delivery
  print(`Delivered and in the feed (${delivered.orders} orders a round, ${delivered.rounds} rounds, 32 connections)`, [
    row('orders per second', delivered, 'perSecond', 'at least 200'),
    row('app CPU ms per order', delivered, 'appCpuMsPerOrder', 'at most 6'),
    row('all CPU ms per order', delivered, 'allCpuMsPerOrder'),
    row('table requests per order', delivered, 'tableRequests', 'at most 9'),
    row('bus messages per order', delivered, 'busMessages', 'at most 3'),
    ['CPU ms by process', listOf(delivered.cpuMs)],
    ['table requests by kind', listOf(delivered.requestKinds)],
    ['bus messages by queue', listOf(delivered.queues)],
  ])
  print(`One at a time, from the request to the provider (${toProvider.orders} orders)`, [
    ['p50 ms', `${toProvider.p50Ms}`, '', 'at most 250'],
    ['p95 ms', `${toProvider.p95Ms}`],
  ])
  return delivery
}

export type Row = readonly [name: string, value: string, spread?: string | undefined, budget?: string]

export function row<Name extends string>(
  label: string,
  figures: Readonly<Record<Name, number>> & { readonly spread: Spread },
  ...[name, budget = '']: [name: Name, budget?: string]
): Row {
  return [label, `${figures[name]}`, figures.spread[name]?.join(' – '), budget]
}

export function print(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`)
  for (const [name, value, spread = '', budget = ''] of rows) {
    console.log(`  ${name.padEnd(42)}${value.padEnd(10)}${spread.padEnd(20)}${budget}`.trimEnd())
  }
}

const listOf = (numbers: Numbers) =>
  Object.entries(numbers)
    .filter(([, value]) => value >= 0.005)
    .sort(([, one], [, other]) => other - one)
    .map(([name, value]) => `${name} ${value.toFixed(2)}`)
    .join(', ')
