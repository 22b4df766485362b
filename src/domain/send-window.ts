import { DateTime } from 'luxon'
import { addSeconds, expressible, lifetimeHours } from './order.ts'
import type { SendingTimePolicy } from './sending-time-policy.ts'

const zone = 'Europe/Oslo'
const [opensAt, closesAt] = [9, 17]

const osloTime = (at: Date) => DateTime.fromJSDate(at, { zone })
const atHour = (day: DateTime, hour: number) => day.set({ hour, minute: 0, second: 0, millisecond: 0 })

/** Both ends of the window lie outside it. */
function isOpen(at: Date): boolean {
  const local = osloTime(at)
  return local > atHour(local, opensAt) && local < atHour(local, closesAt)
}

/** The first moment at or after `at` at which an SMS may leave. What has no policy leaves at any time. */
export function nextOpening(policy: SendingTimePolicy | undefined, at: Date): Date {
  if (policy !== 'Daytime' || isOpen(at)) return at
  const local = osloTime(at)
  const opening = atHour(local, opensAt)
  const next = local <= opening ? opening : atHour(local.plus({ days: 1 }), opensAt)
  return addSeconds(next.toJSDate(), 0.001)
}

/**
 * When an SMS stops being worth sending: 48 hours after the requested time or, where it waits for a window, after the
 * opening of that, counted on the wall's clock in Oslo: two mornings later.
 */
export function smsExpiry(requested: Date, policy: SendingTimePolicy): Date {
  if (policy === 'Anytime' || isOpen(requested)) return expressible(addSeconds(requested, lifetimeHours * 3600))
  const local = osloTime(requested)
  const days = local < atHour(local, opensAt) ? 2 : 3
  return expressible(atHour(local.plus({ days }), opensAt).toJSDate())
}
