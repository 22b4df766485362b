import type { Channel } from '../domain/channel.ts'
import type { Ports } from './ports.ts'

export type BacklogPorts = Pick<Ports, 'pauses' | 'rates'>

/**
 * Until when a channel has no room for what waits for it: whoever waits comes back by himself, and another message
 * beside his would only take places from others. Undefined: there is room.
 */
export async function backlogOf({ pauses, rates }: BacklogPorts, channel: Channel): Promise<Date | undefined> {
  const [paused, taken] = await Promise.all([pauses.notBefore(channel), rates.takenUntil(channel)])
  if (paused === undefined || taken === undefined) return paused ?? taken
  return paused > taken ? paused : taken
}
