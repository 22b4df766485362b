import { faultKinds, type FaultKind } from './faults.ts'
import { plain, walkAll, type Walk } from './walks.ts'

/** Whatever is in segments takes many calls: a sample of the faults has to do. */
const sampled: readonly FaultKind[] = ['crash-after', 'conflict']

const walks: readonly Walk[] = [
  { ...plain, kinds: sampled, cast: 'a person', along: ['orders.readWithContent', 'bus.post'] },
  { ...plain, kinds: sampled, cast: 'two persons by both', along: ['orders.readWithContent', 'orders.updateParts'] },
  {
    ...plain,
    cast: 'a condition that is met',
    kinds: faultKinds,
    along: ['conditions.check', 'orders.resolveSegment'],
  },
  { ...plain, cast: 'a condition that is not met', kinds: faultKinds, along: ['orders.readWithContent', 'bus.post'] },
  { ...plain, kinds: sampled, cast: '101 sms', along: ['orders.addParts', 'smsCourier.send'] },
]

walkAll(walks, 100)
