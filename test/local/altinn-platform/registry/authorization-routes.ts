import * as z from 'zod'
import { json, refused, type Answer, type Route } from '../route.ts'
import type { Organization } from './records.ts'
import type { Registry } from './registry.ts'

const Attribute = z.looseObject({
  attributeId: z.string(),
  value: z.string(),
  includeInResult: z.boolean().default(false),
})
const Category = z.object({ id: z.string(), attribute: z.array(Attribute) })
type Category = z.output<typeof Category>
const Decision = z.object({
  request: z.object({
    accessSubject: z.array(Category),
    action: z.array(Category),
    resource: z.array(Category),
    multiRequests: z.object({ requestReference: z.array(z.object({ referenceId: z.array(z.string()) })) }),
  }),
})
type Request = z.output<typeof Decision>['request']

/** Altinn's policy decision point: many decisions in one request, XACML 3.0 as JSON. */
export const authorizationRoutes = (registry: Registry): readonly Route[] => [
  {
    method: 'POST',
    path: '/authorization/api/v1/decision',
    answer: ({ headers, body }) => {
      if (headers['ocp-apim-subscription-key'] === undefined) return refused(401, 'A subscription key is needed.')
      return decisions(registry, body)
    },
  },
]

/** What it does not understand it answers with one decision that names nobody, and 200. */
function decisions(registry: Registry, body: string): Answer {
  const asked = Decision.safeParse(JSON.parse(body))
  if (!asked.success) return json({ response: [{ decision: 'Indeterminate' }] })
  const { request } = asked.data
  const response = request.multiRequests.requestReference.map(({ referenceId }) =>
    decisionOn(registry.all().organizations, request, new Set(referenceId)),
  )
  return json({ response })
}

const subjectCategory = 'urn:oasis:names:tc:xacml:1.0:subject-category:access-subject'
const resourceCategory = 'urn:oasis:names:tc:xacml:3.0:attribute-category:resource'

function decisionOn(organizations: readonly Organization[], request: Request, ids: ReadonlySet<string>) {
  const of = (categories: readonly Category[]) => categories.find(({ id }) => ids.has(id))
  const subject = of(request.accessSubject)
  const resource = of(request.resource)
  const party = valueOf(resource, 'urn:altinn:partyid')
  const user = organizations
    .find(({ partyId }) => String(partyId) === party)
    ?.users.find(({ userId }) => String(userId) === valueOf(subject, 'urn:altinn:userid'))
  return {
    decision: decide(user?.permits, nameOf(resource), of(request.action)?.attribute[0]?.value ?? ''),
    category: [
      { categoryId: subjectCategory, attribute: included(subject) },
      { categoryId: resourceCategory, attribute: included(resource) },
    ],
  }
}

/** Apps are not in the resource registry: they are known by organisation and name only. */
function nameOf(resource: Category | undefined): string {
  const org = valueOf(resource, 'urn:altinn:org')
  if (org !== '') return `app_${org}_${valueOf(resource, 'urn:altinn:app')}`
  const name = valueOf(resource, 'urn:altinn:resource')
  return name.startsWith('app_') ? '' : name
}

function decide(permits: readonly string[] | undefined, resource: string, action: string) {
  if (permits === undefined) return 'NotApplicable'
  const named = action === 'read' ? ['*', resource, `${resource}:read`] : ['*', `${resource}:${action}`]
  return named.some((each) => permits.includes(each)) ? 'Permit' : 'Deny'
}

const valueOf = (category: Category | undefined, id: string) =>
  category?.attribute.find(({ attributeId }) => attributeId === id)?.value ?? ''

const included = (category: Category | undefined) =>
  (category?.attribute ?? [])
    .filter(({ includeInResult }) => includeInResult)
    .map(({ attributeId, value }) => ({ attributeId, value }))
