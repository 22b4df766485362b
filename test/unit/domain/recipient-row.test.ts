import { expect, test } from 'vitest'
import { identityOf, isFor } from '../../../src/domain/identity.ts'
import { recipientRows } from '../../../src/domain/recipient-row.ts'
import { noon, sampleNotification, sampleOrder } from './sample-order.ts'

const ola = { nationalIdentityNumber: '01010199999' }
const firm = { organizationNumber: '999999999' }

test('whom an order named by number has one row for each segment, however many addresses were found', () => {
  const order = sampleOrder()
  const notifications = [
    sampleNotification(ola),
    sampleNotification({ ...ola, index: 2, address: 'ola@example.com' }),
    sampleNotification({ ...firm, index: 3 }),
    sampleNotification({ index: 4 }),
  ]
  const common = { requestedSendTime: noon, order: order.id, segment: 7 }
  expect(recipientRows(order, notifications, 7)).toEqual([
    { ...common, identity: { kind: 'nationalIdentityNumber', number: '01010199999' } },
    { ...common, identity: { kind: 'organizationNumber', number: '999999999' } },
  ])
})

test('an order to addresses has none', () => {
  expect(recipientRows(sampleOrder(), [sampleNotification()])).toEqual([])
})

test('a person and an organisation are never taken for each other', () => {
  const identity = identityOf(sampleNotification({ nationalIdentityNumber: '999999999' }))
  expect(identity).toEqual({ kind: 'nationalIdentityNumber', number: '999999999' })
  if (identity === undefined) throw new Error('it names somebody')
  expect(isFor(sampleNotification({ nationalIdentityNumber: '999999999' }), identity)).toBe(true)
  expect(isFor(sampleNotification(firm), identity)).toBe(false)
})
