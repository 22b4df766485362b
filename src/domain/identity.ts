import type { Notification } from './notification.ts'

/** Whom an order named by a number instead of an address. */
export interface Identity {
  readonly kind: 'nationalIdentityNumber' | 'organizationNumber'
  readonly number: string
}

/** Undefined where the order named the address itself. */
export function identityOf({ nationalIdentityNumber, organizationNumber }: Notification): Identity | undefined {
  if (nationalIdentityNumber !== undefined) return { kind: 'nationalIdentityNumber', number: nationalIdentityNumber }
  if (organizationNumber !== undefined) return { kind: 'organizationNumber', number: organizationNumber }
  return undefined
}

export const isFor = (notification: Notification, { kind, number }: Identity) => notification[kind] === number
