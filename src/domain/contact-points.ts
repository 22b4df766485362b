import { canonicalNumber, numberFromRegister } from './addresses/mobile-number.ts'
import type { Channel } from './channel.ts'
import { isPreference, kindsOf, type NotificationChannel } from './notification-channel.ts'

/** The addresses of somebody who reads what is sent to them. */
export type ContactPoints = Readonly<Record<Channel, readonly string[]>>

/** What the registers know of a recipient: one set of addresses for everybody who is told. */
export interface Contact {
  readonly isReserved: boolean
  readonly points: readonly ContactPoints[]
}

interface Registered {
  readonly emails: readonly (string | undefined)[]
  readonly numbers: readonly (string | undefined)[]
}

/**
 * Addresses as the registers hold them, in their order. Blanks and impossible numbers fall away, and so does what has
 * been named before, whatever its letter case or way of writing.
 */
export function contactPoints(registered: readonly Registered[]): ContactPoints[] {
  const known = new Set<string>()
  const isNew = (address: string) => known.size !== known.add(address.toLowerCase()).size
  return registered
    .map(({ emails, numbers }) => ({
      email: emails.map((email = '') => email.trim()).filter((email) => email !== '' && isNew(email)),
      sms: numbers
        .map((number = '') => canonicalNumber(numberFromRegister(number.trim())))
        .filter((number) => number !== undefined && isNew(number)) as string[],
    }))
    .filter(({ email, sms }) => email.length + sms.length > 0)
}

/** What the channel uses of the addresses; of a preference each reader gets the first kind that there is. */
export function chosenAddresses(channel: NotificationChannel, points: readonly ContactPoints[]): ContactPoints {
  const chosen = points.map((of) => {
    const present = kindsOf(channel).filter((kind) => of[kind].length > 0)
    const used = isPreference(channel) ? present.slice(0, 1) : present
    return { email: used.includes('email') ? of.email : [], sms: used.includes('sms') ? of.sms : [] }
  })
  return { email: chosen.flatMap(({ email }) => email), sms: chosen.flatMap(({ sms }) => sms) }
}

/** The kinds that owe the recipient a notification, be it one that fails: a preference owes one at least. */
export function owedKinds(channel: NotificationChannel, chosen: ContactPoints): readonly Channel[] {
  const kinds = kindsOf(channel)
  if (!isPreference(channel)) return kinds
  const present = kinds.filter((kind) => chosen[kind].length > 0)
  return present.length > 0 ? present : kinds.slice(0, 1)
}
