import type { Binding, Registration } from './core.ts'

/** @throws with one sentence for each thing an app registers that this host does not do. */
export function refuseUnsupported(registrations: Iterable<Registration>): void {
  const refusals = [...registrations].flatMap((registration) => {
    const reason = refusal(registration)
    return reason === undefined ? [] : [`${registration.metadata.name} ${reason}`]
  })
  if (refusals.length > 0) throw new Error(`not supported by the local functions host: ${refusals.join('; ')}`)
}

function refusal({ metadata, trigger, triggerKey }: Registration): string | undefined {
  const others = Object.entries(metadata.bindings).filter(([key]) => key !== triggerKey)
  const other = others.find(([key, { type }]) => !(key === '$return' && type === 'http'))
  if (other !== undefined) return `has a binding of type ${other[1].type}`
  if (metadata.retryOptions !== undefined) return 'has a retry policy'
  switch (trigger.type) {
    case 'httpTrigger':
    case 'timerTrigger':
      return undefined
    case 'serviceBusTrigger':
      return serviceBusRefusal(trigger)
    default:
      return `has a trigger of type ${trigger.type}`
  }
}

function serviceBusRefusal(trigger: Binding): string | undefined {
  const { supportsDeferredBinding } = (trigger['properties'] ?? {}) as { supportsDeferredBinding?: string }
  if (trigger['queueName'] === undefined) return 'listens to a topic'
  if (trigger['isSessionsEnabled'] === true) return 'asks for sessions'
  if (supportsDeferredBinding === 'true') return 'asks for an SDK binding'
  return undefined
}
