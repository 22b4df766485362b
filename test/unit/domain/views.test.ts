import { describe, expect, test } from 'vitest'
import { feedEntryOf } from '../../../src/domain/feed-entry.ts'
import { shipmentOf } from '../../../src/domain/shipment.ts'
import { noon, sampleChunk, sampleNotification, sampleOrder, secondsAfter } from './sample-order.ts'

const later = secondsAfter(noon, 60)
const finished = sampleChunk(
  sampleNotification({ state: 'final', result: 'Delivered', at: later }),
  sampleNotification({ state: 'final', result: 'Failed_InvalidEmailFormat', at: noon, index: 2, address: 'kari@' }),
)
const withoutReference = () => {
  const { sendersReference: _, ...order } = sampleOrder({ state: 'Completed', chunk: finished })
  return order
}

describe('the feed entry of an order', () => {
  test('that is completed shows every notification as it ended', () => {
    const order = sampleOrder({ state: 'Completed', processed: later, chunk: finished })
    expect(feedEntryOf(order, [order])).toEqual({
      shipmentId: order.id,
      sendersReference: 'ref-1',
      recipients: [
        { destination: 'ola@example.no', status: 'Email_Delivered', lastUpdate: later },
        { destination: 'kari@', status: 'Email_Failed_InvalidFormat', lastUpdate: noon },
      ],
      status: 'Order_Completed',
      lastUpdate: later,
      shipmentType: 'Notification',
    })
  })

  test('shows who is reserved or has no address by an empty one, as the shipment does', () => {
    const chunk = sampleChunk(
      sampleNotification({ state: 'final', result: 'Failed_RecipientReserved', at: noon, address: '' }),
      sampleNotification({ state: 'final', result: 'Failed_RecipientNotIdentified', at: noon, index: 2, address: '' }),
    )
    const order = sampleOrder({ state: 'Completed', chunk })
    const shown = [
      { destination: '', status: 'Email_Failed_RecipientReserved', lastUpdate: noon },
      { destination: '', status: 'Email_Failed_RecipientNotIdentified', lastUpdate: noon },
    ]
    expect(feedEntryOf(order, [order]).recipients).toEqual(shown)
    expect(shipmentOf(order, [order]).recipients).toMatchObject(shown)
  })

  test('whose condition was not met has no recipients', () => {
    const order = sampleOrder({ state: 'SendConditionNotMet' })
    const entry = feedEntryOf(order, [order])
    expect(entry).toMatchObject({ status: 'Order_SendConditionNotMet', recipients: [] })
  })

  test('without a reference has none', () => {
    const order = withoutReference()
    expect(feedEntryOf(order, [order])).not.toHaveProperty('sendersReference')
  })
})

describe('the shipment of an order', () => {
  test('shows its notifications once there are any to the outside', () => {
    const recipients = (state: 'Registered' | 'Processing' | 'Completed' | 'SendConditionNotMet' | 'Cancelled') => {
      const order = sampleOrder({ state })
      return shipmentOf(order, [order]).recipients.length
    }
    expect([recipients('Registered'), recipients('SendConditionNotMet'), recipients('Cancelled')]).toEqual([0, 0, 0])
    expect([recipients('Processing'), recipients('Completed')]).toEqual([1, 1])
  })

  test('names each by kind, address, state and time', () => {
    const order = sampleOrder({ state: 'Processing', type: 'Reminder', processed: later })
    expect(shipmentOf(order, [order])).toEqual({
      shipmentId: order.id,
      sendersReference: 'ref-1',
      type: 'Reminder',
      status: 'Order_Processed',
      lastUpdate: later,
      recipients: [{ type: 'Email', destination: 'ola@example.no', status: 'Email_New', lastUpdate: noon }],
    })
  })

  test('without a reference has none', () => {
    const order = withoutReference()
    expect(shipmentOf(order, [order])).not.toHaveProperty('sendersReference')
  })
})
