import type { FaultKind } from './faults.ts'
import type { Temper } from './virtual-provider.ts'
import { plain, walkAll, whileSent, type Walk } from './walks.ts'

const tempers: Temper[] = ['loses-the-answer', 'never-gets-it', 'throttles', 'reports-first', 'refuses', 'bounces']
const partly: Temper[] = ['loses-the-answer', 'throttles']
/** A crash before a call is one after the call before it; what the others may do to one SMS, they do to three. */
const sampled: readonly FaultKind[] = ['crash-after', 'time-out-with-effect', 'conflict', 'throttled']
const sms: Walk = { ...plain, cast: 'sms' }

const walks: readonly Walk[] = [
  ...tempers.map((temper): Walk => ({ ...sms, temper, along: whileSent })),
  ...partly.map((temper): Walk => ({
    ...sms,
    cast: 'three sms',
    temper,
    kinds: sampled,
    along: ['orders.update', 'smsCourier.send'],
  })),
  { ...sms, habits: { client: 'asks-again', deliveries: 'twice' }, along: whileSent },
  { ...sms, at: 'night', kinds: sampled, along: ['bus.post', 'bus.post'] },
]

walkAll(walks, 250)
