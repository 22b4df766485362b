import type { Ports } from '../../use-cases/ports.ts'
import { dashboardAnswer } from './dashboard-answer.ts'
import { httpRoute } from './door/route.ts'
import { followingOrders } from './published/following-orders.ts'
import { DashboardInterval, NationalIdentityNumberHeader } from './wire/dashboard-parameters.ts'

export const findPersonNotificationsRoute = (ports: Pick<Ports, 'recipients' | 'orders'>) =>
  httpRoute({
    name: 'find-person-notifications',
    method: 'GET',
    path: 'notifications/api/v1/future/dashboard/recipients/notifications/nin',
    policy: 'support',
    needsOrganization: false,
    query: DashboardInterval,
    headers: NationalIdentityNumberHeader,
    published: followingOrders.searchByPerson,
    handle: ({ query, headers, receivedAt }) =>
      dashboardAnswer(ports, {
        identity: { kind: 'nationalIdentityNumber', number: headers.nationalIdentityNumber },
        query,
        receivedAt,
      }),
  })
