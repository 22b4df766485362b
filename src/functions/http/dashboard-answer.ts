import type { HttpResponseInit } from '@azure/functions'
import type { Identity } from '../../domain/identity.ts'
import { addSeconds, daySeconds } from '../../domain/order.ts'
import { findRecipient } from '../../use-cases/find-recipient.ts'
import type { Ports } from '../../use-cases/ports.ts'
import { dashboardView } from './dashboard-view.ts'
import { json } from './door/answers.ts'
import { defaultDays, type DashboardInterval } from './wire/dashboard-parameters.ts'

interface Search {
  readonly identity: Identity
  readonly query: DashboardInterval
  readonly receivedAt: Date
}

/** The answer of both dashboard routes. */
export async function dashboardAnswer(
  ports: Pick<Ports, 'recipients' | 'orders'>,
  { identity, query, receivedAt }: Search,
): Promise<HttpResponseInit> {
  const { from = addSeconds(receivedAt, -defaultDays * daySeconds), to = receivedAt } = query
  const found = await findRecipient(ports, identity, { from, to })
  return json(
    200,
    found.map((one) => dashboardView(one, identity)),
  )
}
