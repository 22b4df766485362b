import type { FaultKind } from './faults.ts'
import type { Temper } from './virtual-provider.ts'
import { plain, seeNoticed, walkAll, whileSent, type Walk } from './walks.ts'

const tempers: Temper[] = ['loses-the-answer', 'never-gets-it', 'throttles', 'reports-first', 'refuses', 'bounces']
const partly: Temper[] = ['loses-the-answer', 'throttles']
/** A crash before a call is one after the call before it; what the others may do to one e-mail, they do to three. */
const sampled: readonly FaultKind[] = ['crash-after', 'time-out-with-effect', 'conflict', 'throttled']

const walks: readonly Walk[] = [
  plain,
  { ...plain, habits: { client: 'gives-up', deliveries: 'twice' } },
  { ...plain, cast: 'email, then sms', along: ['agenda.put', 'orders.insert'] },
  { ...plain, cast: 'email, then sms', along: ['agenda.firstPage', 'agenda.firstPage'] },
  ...tempers.map((temper): Walk => ({ ...plain, temper, along: whileSent })),
  ...partly.map((temper): Walk => ({
    ...plain,
    cast: 'three emails',
    temper,
    kinds: sampled,
    along: ['orders.update', 'bus.post'],
  })),
]

walkAll(walks, 600)
seeNoticed()
