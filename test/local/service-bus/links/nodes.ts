import { isWithin, type Authorizations } from '../access/authorizations.ts'
import { checkSasToken, type SharedAccessKey } from '../access/sas-token.ts'
import type { Entity } from './entities.ts'
import { managementOperations } from './management-operations.ts'
import type { Answer, Request } from './management-request.ts'
import type { RequestNode } from './request-link.ts'

/** Claims-based security: a client puts a token for every resource that it is going to use. */
export function cbsNode(key: SharedAccessKey, authorizations: Authorizations): RequestNode {
  return {
    path: '$cbs',
    names: { status: 'status-code', description: 'status-description', condition: 'error-condition' },
    answer: (request) => putToken(request, key, authorizations),
    whenWritten: (callback) => callback(),
  }
}

function putToken({ properties, body }: Request, key: SharedAccessKey, authorizations: Authorizations): Answer {
  const { operation, type, name } = properties
  if (operation !== 'put-token') return notImplemented(operation)
  if (type !== 'servicebus.windows.net:sastoken' || typeof body !== 'string' || typeof name !== 'string')
    return unauthorized('MalformedToken: The token is not a shared access signature for a named resource.')
  const check = checkSasToken(body, key, new Date())
  if (!check.valid) return unauthorized(check.reason)
  if (!isWithin(name, check.resource)) return unauthorized(`InvalidAudience: The token is not for ${name}.`)
  authorizations.grant(check.resource, check.expiresAt)
  return { status: 202, description: 'Accepted' }
}

const unauthorized = (description: string): Answer => ({
  status: 401,
  condition: 'amqp:unauthorized-access',
  description,
})

const notImplemented = (operation: unknown): Answer => ({
  status: 501,
  condition: 'amqp:not-implemented',
  description: `The operation ${String(operation)} is not supported.`,
})

export function managementNode(entity: Entity, path: string): RequestNode {
  return {
    path,
    names: { status: 'statusCode', description: 'statusDescription', condition: 'errorCondition' },
    answer({ properties: { operation }, body }) {
      const known = typeof operation === 'string' && Object.hasOwn(managementOperations, operation)
      const run = known ? managementOperations[operation] : undefined
      return run === undefined ? notImplemented(operation) : run(entity, body)
    },
    whenWritten: (callback) => entity.journal.whenWritten(callback),
  }
}
