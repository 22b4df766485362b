import * as z from 'zod'
import { TransientFault } from '../../domain/faults.ts'
import type { Authorization, ResourceAction, UserOfParty } from '../../use-cases/register-ports.ts'
import { inChunks } from './in-chunks.ts'
import type { Neighbour } from './neighbour.ts'

export interface DecisionPoint {
  readonly authorization: Neighbour
  /** How many pairs of user and party one request may carry. */
  readonly chunk?: number
}

const string = 'http://www.w3.org/2001/XMLSchema#string'
const subjects = 'urn:oasis:names:tc:xacml:1.0:subject-category:access-subject'
const resources = 'urn:oasis:names:tc:xacml:3.0:attribute-category:resource'

const Attribute = z.object({ attributeId: z.string(), value: z.union([z.string(), z.number()]).nullish() })
const Category = z.object({ categoryId: z.string(), attribute: z.array(Attribute).nullish() })
const Result = z.object({ decision: z.string(), category: z.array(Category).nullish() })
type Result = z.output<typeof Result>
const Decisions = z.object({ response: z.array(Result) })

/** The policy decision point of Altinn's Authorization: XACML 3.0 in its JSON profile, many decisions in one request. */
export const altinnAuthorization = ({ authorization, chunk = 500 }: DecisionPoint): Authorization => ({
  permitted: (pairs, what) =>
    inChunks(pairs, chunk, async (some) => {
      const { response } = await authorization.post('decision', requestFor(some, what), Decisions)
      // One decision without a name is how the decision point says that it did not understand the request.
      if (response.length !== distinct(some, nameOf).length) throw new TransientFault('AUTHORIZATION_INCOMPLETE')
      const permits = new Set(response.filter(({ decision }) => decision === 'Permit').map(decided))
      return some.filter((pair) => permits.has(nameOf(pair)))
    }),
})

const nameOf = ({ userId, partyId }: UserOfParty) => `${userId}@${partyId}`

/** The pair that a decision is about, by the attributes that were asked to come back with it. */
function decided({ category }: Result): string {
  const value = (categoryId: string, attributeId: string) =>
    category
      ?.find((each) => each.categoryId === categoryId)
      ?.attribute?.find((each) => each.attributeId === attributeId)?.value ?? ''
  return `${value(subjects, 'urn:altinn:userid')}@${value(resources, 'urn:altinn:partyid')}`
}

function requestFor(pairs: readonly UserOfParty[], { resource, action }: ResourceAction) {
  const users = distinct(pairs, ({ userId }) => String(userId)).map(({ userId }) => userId)
  const parties = distinct(pairs, ({ partyId }) => String(partyId)).map(({ partyId }) => partyId)
  return {
    request: {
      returnPolicyIdList: false,
      combinedDecision: false,
      accessSubject: users.map((userId) => ({
        id: `subject${userId}`,
        attribute: [{ ...attribute('urn:altinn:userid', String(userId), true), issuer: 'Altinn', dataType: string }],
      })),
      action: [{ id: 'action', attribute: [{ ...attribute(actionId, action), dataType: string }] }],
      resource: parties.map((partyId) => ({
        id: `resource${partyId}`,
        attribute: [...resourceAttributes(resource), attribute('urn:altinn:partyid', String(partyId), true)],
      })),
      multiRequests: {
        requestReference: distinct(pairs, nameOf).map(({ userId, partyId }) => ({
          referenceId: [`subject${userId}`, 'action', `resource${partyId}`],
        })),
      },
    },
  }
}

const actionId = 'urn:oasis:names:tc:xacml:1.0:action:action-id'

/** Apps are not in the resource registry: they are named by their organisation and their own name, `app_org_name`. */
function resourceAttributes(resource: string) {
  const [prefix, org, app] = resource.split('_')
  return prefix === 'app' && org !== undefined && app !== undefined
    ? [attribute('urn:altinn:org', org), attribute('urn:altinn:app', app)]
    : [attribute('urn:altinn:resource', resource)]
}

const attribute = (attributeId: string, value: string, includeInResult = false) => ({
  attributeId,
  value,
  includeInResult,
})

const distinct = <Item>(items: readonly Item[], name: (item: Item) => string) => [
  ...new Map(items.map((item) => [name(item), item])).values(),
]
