import type { Ports } from '../../use-cases/ports.ts'
import { dashboardAnswer } from './dashboard-answer.ts'
import { httpRoute } from './door/route.ts'
import { followingOrders } from './published/following-orders.ts'
import { DashboardInterval, OrganizationNumberHeader } from './wire/dashboard-parameters.ts'

export const findOrganizationNotificationsRoute = (ports: Pick<Ports, 'recipients' | 'orders'>) =>
  httpRoute({
    name: 'find-organization-notifications',
    method: 'GET',
    path: 'notifications/api/v1/future/dashboard/recipients/notifications/orgnumber',
    policy: 'support',
    needsOrganization: false,
    query: DashboardInterval,
    headers: OrganizationNumberHeader,
    published: followingOrders.searchByOrganization,
    handle: ({ query, headers, receivedAt }) =>
      dashboardAnswer(ports, {
        identity: { kind: 'organizationNumber', number: headers.organizationNumber },
        query,
        receivedAt,
      }),
  })
