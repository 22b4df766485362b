import { setTimeout as wait } from 'node:timers/promises'
import type { Cloud } from '../../local/cloud/start-cloud.ts'
import type { ServiceBusInspection } from '../../local/service-bus/inspection.ts'

interface Sent {
  readonly accepted: number
  readonly reportsOwed: number
}

const lookMs = 20

/** What the neighbours of the app know; the app itself is not asked: questions would be measured, too. */
interface Sight {
  /** Messages that the queue `feed` has got. */
  readonly published: number
  /** Nobody holds a message, and none can be had. */
  readonly isQuiet: boolean
  /** What the provider has accepted, of both channels. */
  readonly accepted: number
  readonly reportsOwed: number
}

export async function sightOf({ parts }: Pick<Cloud, 'parts'>): Promise<Sight> {
  const provider = (await parts.communicationServices.inspect<Record<'email' | 'sms', Sent>>()).value
  const { queues } = (await parts.serviceBus.inspect<ServiceBusInspection>()).value
  return {
    published: queues['feed']?.counts.messagesReceived ?? 0,
    isQuiet: Object.values(queues).every(({ active, locked }) => active + locked === 0),
    accepted: provider.email.accepted + provider.sms.accepted,
    reportsOwed: provider.email.reportsOwed + provider.sms.reportsOwed,
  }
}

export interface Goal {
  readonly is: (sight: Sight) => boolean
  /** How long at most. */
  readonly seconds: number
}

/** @throws when it takes longer than it may */
export async function until(cloud: Pick<Cloud, 'parts'>, { is, seconds }: Goal): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!is(await sightOf(cloud))) {
    if (Date.now() > end) throw new Error(`a large order has not come as far as it should after ${seconds} seconds`)
    await wait(lookMs)
  }
}
