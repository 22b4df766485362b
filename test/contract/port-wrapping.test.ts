import { beforeAll, describe, expect, test } from 'vitest'
import { wrapPorts, type PortCall } from '../../src/port-wrapping.ts'
import { buildServices } from '../../src/services.ts'
import { readSettings } from '../../src/settings.ts'
import type { Ports } from '../../src/use-cases/ports.ts'

/** A new port does not compile before somebody has said here what it is. */
const kinds: Record<keyof Ports, 'touches the outside' | 'stays inside'> = {
  clock: 'stays inside',
  machine: 'stays inside',
  hashes: 'stays inside',
  orders: 'touches the outside',
  agenda: 'touches the outside',
  references: 'touches the outside',
  feed: 'touches the outside',
  bus: 'touches the outside',
  emailCourier: 'touches the outside',
  smsCourier: 'touches the outside',
  pauses: 'touches the outside',
  rates: 'touches the outside',
  deadReports: 'touches the outside',
  readReport: 'stays inside',
  contacts: 'touches the outside',
  authorization: 'touches the outside',
  conditions: 'touches the outside',
  recipients: 'touches the outside',
  notificationLog: 'touches the outside',
  outcomes: 'touches the outside',
  writeOutcomes: 'stays inside',
  log: 'stays inside',
}

const named = Object.keys(kinds) as (keyof Ports)[]
const outside = named.filter((port) => kinds[port] === 'touches the outside')
const inside = named.filter((port) => kinds[port] === 'stays inside')

/** Nothing listens at these places; the calls are stopped before they would get there. */
const settings = readSettings({
  EnvironmentName: 'test',
  BaseUri: 'http://127.0.0.1:1',
  Tables: 'AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a;DefaultEndpointsProtocol=http;',
  ServiceBus: 'Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;SharedAccessKey=a2V5;UseDevelopmentEmulator=true;',
  CommunicationServices: 'endpoint=http://127.0.0.1:1/;accesskey=a2V5',
  OpenIdWellKnownEndpoint: 'http://127.0.0.1:1/',
  PlatformEndpoint: 'http://127.0.0.1:1/',
  KeyedHashKey: Buffer.alloc(32).toString('base64'),
  DefaultEmailFromAddress: 'noreply@example.no',
  SmsMode: 'all',
})

type Methods = Record<string, (...args: unknown[]) => unknown>
const methodsOf = (ports: Ports, port: keyof Ports) => Object.entries(ports[port] as unknown as Methods)

describe('the ports of the composition root, wrapped', () => {
  const calls: PortCall[] = []
  let real: Ports
  let wrapped: Ports

  beforeAll(() => {
    real = buildServices(settings).ports
    wrapped = buildServices(settings, {
      around: (call) => {
        calls.push(call)
        return Promise.resolve('stopped')
      },
    }).ports
  })

  test('are those that are named here', () => {
    expect(Object.keys(real).toSorted()).toEqual(named.toSorted())
    expect(Object.keys(wrapped).toSorted()).toEqual(named.toSorted())
  })

  test.each(outside)('%s: every method goes through the wrapping, with its arguments', async (port) => {
    const names = methodsOf(real, port).map(([name]) => name)
    expect(methodsOf(wrapped, port).map(([name]) => name)).toEqual(names)
    expect(names.length).toBeGreaterThan(0)
    calls.length = 0
    for (const [, method] of methodsOf(wrapped, port)) expect(await method('first', 2)).toBe('stopped')
    expect(calls).toEqual(names.map((name) => ({ name: `${port}.${name}`, args: ['first', 2] })))
  })

  test.each(inside)('%s is left as it is', (port) => {
    const same = wrapPorts(real, (_, proceed) => proceed())
    expect(same[port]).toBe(real[port])
  })
})

describe('around a call', () => {
  const found = { value: 'order', version: '1' }
  const read = (times: number[] = []) => {
    const orders = { read: () => Promise.resolve(times.push(1) && found) }
    return { orders, times }
  }
  const others = Object.fromEntries(outside.map((port) => [port, {}]))
  const wrap = (orders: object, around: Parameters<typeof wrapPorts>[1]) =>
    wrapPorts({ ...others, orders } as never, around)

  test('the answer is that of the call', async () => {
    const ports = wrap(read().orders, (_, proceed) => proceed())
    expect(await ports.orders.read('id' as never)).toBe(found)
  })

  test('the call can be made again, or not at all', async () => {
    const twice = read()
    await wrap(twice.orders, (_, proceed) => proceed().then(proceed)).orders.read('id' as never)
    const never = read()
    await wrap(never.orders, () => Promise.resolve()).orders.read('id' as never)
    expect([twice.times.length, never.times.length]).toEqual([2, 0])
  })

  test('a fault can be thrown instead of the answer', async () => {
    const { orders, times } = read()
    const ports = wrap(orders, async (_, proceed) => {
      await proceed()
      throw new Error('crashed after the call')
    })
    await expect(ports.orders.read('id' as never)).rejects.toThrow('crashed after the call')
    expect(times).toHaveLength(1)
  })
})
