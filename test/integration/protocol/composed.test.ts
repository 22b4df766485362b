import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../../src/domain/order.ts'
import { cancelOrder } from '../../../src/use-cases/cancel-order.ts'
import { doorbell } from '../../../src/use-cases/doorbell.ts'
import { placeComposedEmail, type ComposedEmailDraft } from '../../../src/use-cases/place-composed-email.ts'
import { draft, stage, type Scene } from './stage.ts'

const enter = stage()

const file = { filename: 'vedtak.pdf', mimeType: 'application/pdf', sasUrl: 'https://a.blob.core.windows.net/b?sig=x' }

function place(scene: Scene, attachments?: ComposedEmailDraft['content']['attachments']) {
  const { creator, idempotencyId, main } = draft(scene)
  const content = { ...main.content, ...(attachments === undefined ? {} : { attachments }) }
  const ports = scene.ports()
  const deps = { ports, ring: doorbell(ports), agendaShards: 1 }
  return placeComposedEmail(deps, { ...main, creator, idempotencyId, content })
}

async function pass(scene: Scene, minutes: number): Promise<void> {
  const life = scene.life()
  for (let minute = 0; minute < minutes; minute++) {
    await scene.deliver(life)
    scene.pass(60)
    await life.tick()
    await scene.deliver(life)
  }
}

test('a composed e-mail has a name space of its own', async () => {
  const scene = await enter()
  await scene.life().place(draft(scene))
  expect(await place(scene)).toMatchObject({ outcome: 'created' })
  expect(await place(scene)).toMatchObject({ outcome: 'repeated' })
})

test.each([undefined, []])('without files (%j) it is sent like any other e-mail', async (attachments) => {
  const scene = await enter()
  await place(scene, attachments)
  await scene.deliver(scene.life())
  expect(scene.sent()).toHaveLength(1)
  expect(await scene.order()).toMatchObject({ type: 'Composed' })
})

describe('with files', () => {
  test('it is not sent without them: it waits, and the watch says so', async () => {
    const scene = await enter()
    await place(scene, [file])
    await pass(scene, 30)
    expect(scene.sent()).toEqual([])
    expect(await scene.order()).toMatchObject({ state: 'Registered', attachments: 1 })
    expect(scene.logged).toContain('order-waits-for-attachments')
  })

  test('it ends with its lifetime, as what was never sent', async () => {
    const scene = await enter()
    await place(scene, [file])
    scene.time.advanceTo((await scene.order()).expiry.getTime())
    await pass(scene, 70)
    expect(await scene.order()).toMatchObject({
      state: 'Completed',
      chunk: { notifications: [{ state: 'final', result: 'Failed_TTL' }] },
    })
    expect(await scene.ports().feed.read('ttd', { after: 0, size: 10, direction: 'Asc' })).toHaveLength(1)
    expect(scene.sent()).toEqual([])
  })

  test('it can be cancelled', async () => {
    const scene = await enter()
    const ports = scene.ports()
    const { creator, idempotencyId, main } = draft(scene)
    const requestedSendTime = addSeconds(scene.time.clock.now(), 3_600)
    const content = { ...main.content, attachments: [file] }
    const later = { ...main, creator, idempotencyId, requestedSendTime, content }
    const { main: placed } = await placeComposedEmail({ ports, ring: doorbell(ports), agendaShards: 1 }, later)
    expect(await cancelOrder(ports, { creator, id: placed.id })).toMatchObject({ outcome: 'cancelled' })
    expect(await scene.order()).toMatchObject({ state: 'Cancelled', attachments: 1 })
  })
})
