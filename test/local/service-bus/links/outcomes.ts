import type { Typed } from 'rhea'
import { mapItems } from '../messages/amqp-values.ts'
import type { Settlement } from '../queue/queue-message.ts'
import { accepted, modified, rejected, released, type RemoteState } from './amqp.ts'

/** What a receiver means by the outcome it sends. */
export function settlementOf(state: RemoteState): Settlement {
  switch (state.constructor.composite_type) {
    case 'accepted':
      return { kind: 'complete' }
    case 'released':
      return { kind: 'release' }
    case 'rejected':
      return { kind: 'deadLetter', properties: deadLetterProperties(state.value[0]) }
    case 'modified':
      return { kind: state.undeliverable_here === true ? 'defer' : 'abandon', properties: asRecord(state.value[2]) }
  }
}

/** The broker confirms with the outcome it was sent; a dead-lettering without its reasons. */
export function confirmationOf(settlement: Settlement): Typed {
  switch (settlement.kind) {
    case 'complete':
      return accepted()
    case 'release':
      return released()
    case 'deadLetter':
      return rejected()
    case 'abandon':
    case 'defer':
      return modified()
  }
}

const asRecord = (map: Typed | undefined) => Object.fromEntries(mapItems(map))

/** Service Bus clients give the reasons in the error's info; to any other client its condition is the reason. */
function deadLetterProperties(error: Typed | undefined): Record<string, unknown> {
  const [condition, description, info] = (error?.value ?? []) as Typed[]
  const given = condition?.value === 'com.microsoft:dead-letter' ? undefined : condition
  return {
    ...(isPresent(given) && { DeadLetterReason: String(given.value) }),
    ...(isPresent(description) && { DeadLetterErrorDescription: String(description.value) }),
    ...asRecord(info),
  }
}

const isPresent = (field: Typed | undefined): field is Typed => field !== undefined && field.value !== null
