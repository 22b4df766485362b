import type { LogEntry } from '../domain/log-entry.ts'
import type { Association, Ports } from './ports.ts'

/** The creator's entries of a dialog, a transmission or both, in the order that they were to be sent in. */
export async function readNotificationLog(
  { notificationLog }: Pick<Ports, 'notificationLog'>,
  { creator, ...association }: Association & { readonly creator: string },
): Promise<readonly LogEntry[]> {
  const entries = await notificationLog.find(creator, association)
  return entries.toSorted(
    (one, other) =>
      one.requestedSendTime.getTime() - other.requestedSendTime.getTime() ||
      one.lastUpdate.getTime() - other.lastUpdate.getTime(),
  )
}
