import { describe, expect, test } from 'vitest'
import { TransientFault } from '../../../src/domain/faults.ts'
import { addSeconds } from '../../../src/domain/order.ts'
import type { PortCall } from '../../../src/port-wrapping.ts'
import { readShipment } from '../../../src/use-cases/read-shipment.ts'
import { Crash } from '../fault-walk/faults.ts'
import { instantDrafts } from '../fault-walk/instant-drafts.ts'
import { at, stage, type Scene } from './stage.ts'

const enter = stage()
const { email, sms } = instantDrafts

const dies = (name: PortCall['name']) => at(name, () => Promise.reject(new Crash(name)))
const callsOf = ({ calls }: Scene, wanted: string) => calls.filter(({ name }) => name === wanted).length
const feedOf = (scene: Scene) => scene.ports().feed.read('ttd', { after: 0, size: 10, direction: 'Asc' })
const shown = async (scene: Scene) => readShipment(scene.ports(), { creator: 'ttd', id: (await scene.order()).id })

/** Lets the timer run once a minute, and everything that leads to. */
async function pass(scene: Scene, minutes: number): Promise<void> {
  const life = scene.life()
  for (let minute = 0; minute < minutes; minute++) {
    scene.pass(60)
    await life.tick()
    await scene.deliver(life)
  }
}

describe('the watch of an e-mail that was reserved', () => {
  test('sends nothing: what the provider does not know is refused, hidden, and in no feed', async () => {
    const scene = await enter()
    await expect(scene.life({ around: dies('emailCourier.send') }).place(email)).rejects.toBeInstanceOf(Crash)
    await pass(scene, 10)
    expect([callsOf(scene, 'emailCourier.send'), scene.sent()]).toEqual([1, []])
    expect(await scene.order()).toMatchObject({ reservation: 'refused' })
    expect(await shown(scene)).toBeUndefined()
    expect(await feedOf(scene)).toEqual([])
    expect(await scene.life().place(email)).toMatchObject({ outcome: 'created' })
  })

  test('does not believe the provider before half a minute after the lease', async () => {
    const scene = await enter()
    await expect(scene.life({ around: dies('emailCourier.send') }).place(email)).rejects.toBeInstanceOf(Crash)
    const message = { order: (await scene.order()).id, origin: 'test', attempt: 0, hop: 0 }
    for (const seconds of [61, 20]) {
      scene.pass(seconds)
      await scene.life().handle([{ queue: 'email-send', body: message, id: '', hop: 0, atMs: 0, deliveries: 0 }])
      expect(await scene.order()).toMatchObject({ reservation: 'open' })
    }
  })

  test('finds out what was taken: then it is an order like any other', async () => {
    const scene = await enter('loses-the-answer')
    await expect(scene.life().place(email)).rejects.toBeInstanceOf(TransientFault)
    await pass(scene, 10)
    expect(await shown(scene)).toMatchObject({ status: 'Order_Processed' })
    expect(await scene.life().place(email)).toMatchObject({ outcome: 'repeated' })
    await pass(scene, 60)
    expect(await feedOf(scene)).toMatchObject([{ entry: { shipmentType: 'Instant', status: 'Order_Completed' } }])
    expect(scene.sent()).toHaveLength(1)
  })

  test('erases what was refused when its lifetime is over, and a repetition brings its own message', async () => {
    const scene = await enter('throttles')
    await expect(scene.life().place(email)).rejects.toBeInstanceOf(TransientFault)
    await pass(scene, 10)
    expect(await scene.rows('agenda')).toMatchObject([
      { kind: 'watch', at: addSeconds((await scene.order()).expiry, 300) },
    ])
    scene.time.advanceTo((await scene.order()).expiry.getTime())
    await pass(scene, 10)
    expect(await scene.order()).toMatchObject({ erased: true, reservation: 'refused' })
    expect([await scene.rows('agenda'), await scene.rows('references')]).toEqual([[], []])
    expect(await scene.life().place(email)).toMatchObject({ outcome: 'created' })
    expect(await scene.order()).toMatchObject({ erased: false, chunk: { notifications: [{ address: email.address }] } })
  })
})

describe('the watch of an SMS that was reserved', () => {
  test('calls nobody: its lifetime decides, and the feed tells of that', async () => {
    const scene = await enter()
    await expect(scene.life({ around: dies('smsCourier.send') }).place(sms)).rejects.toBeInstanceOf(Crash)
    await pass(scene, 30)
    expect(await scene.order()).toMatchObject({ reservation: 'open' })
    expect(await shown(scene)).toBeUndefined()
    scene.time.advanceTo((await scene.order()).expiry.getTime() + 300_000)
    await pass(scene, 65)
    expect(callsOf(scene, 'smsCourier.send')).toBe(1)
    expect(await shown(scene)).toMatchObject({ status: 'Order_Completed', recipients: [{ status: 'SMS_Failed_TTL' }] })
    expect(await feedOf(scene)).toHaveLength(1)
  })

  test('need not look when the report has decided', async () => {
    const scene = await enter('reports-first')
    await expect(scene.life({ around: dies('orders.update') }).place(sms)).rejects.toBeInstanceOf(Crash)
    await scene.deliver(scene.life())
    expect(await shown(scene)).toMatchObject({ status: 'Order_Completed', recipients: [{ status: 'SMS_Delivered' }] })
    expect(await scene.life().place(sms)).toMatchObject({ outcome: 'repeated' })
    expect(await feedOf(scene)).toHaveLength(1)
  })
})
