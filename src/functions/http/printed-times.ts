import { printDateTime } from './door/date-time.ts'

interface Timed {
  readonly lastUpdate: Date
}

type Printed<Of> = Omit<Of, 'lastUpdate'> & { lastUpdate: string }

const withTime = <Of extends Timed>(of: Of): Printed<Of> => ({ ...of, lastUpdate: printDateTime(of.lastUpdate) })

/** An order's view with its own time and its recipients' as the wire writes them. */
export const printed = <Recipient extends Timed, View extends Timed & { readonly recipients: readonly Recipient[] }>(
  view: View & { readonly recipients: readonly Recipient[] },
) => ({ ...withTime(view), recipients: view.recipients.map(withTime<Recipient>) })
