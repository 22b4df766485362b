import { readFileSync } from 'node:fs'
import { pathOf } from '../architecture/recorded-start.ts'
import { ofType, property, type Resource, type Snapshot } from './snapshot.ts'

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const roleNames: Readonly<Record<string, string>> = {
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': 'Storage Table Data Contributor',
  '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0': 'Azure Service Bus Data Receiver',
  '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39': 'Azure Service Bus Data Sender',
  '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7': 'Key Vault Secrets Officer',
  '09976791-48a7-449e-bb21-39d1a415f350': 'Communication and Email Service Owner',
  '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
}

/** Who, which role, on what: as a row of the table in docs/security.md has them. */
export const rolesIn = (snapshot: Snapshot): string[] =>
  ofType(snapshot, 'Microsoft.Authorization/roleAssignments').map(roleRow).sort()

/** Rows of the table, without those of operators where an environment names none. */
export function listedRoles({ withOperators }: { readonly withOperators: boolean }): string[] {
  const page = readFileSync(pathOf('docs/security.md'), 'utf8')
  const rows = [...page.matchAll(/^\| (app|Event Grid|operators) +\| ([^|]+?) +\| ([^|]+?) +\|/gm)]
  return rows
    .map(([, who, role, scope]) => [who, role, scope].join(' | '))
    .filter((row) => withOperators || !row.startsWith('operators'))
    .sort()
}

const roleRow = (assignment: Resource): string =>
  [principalOf(assignment), roleOf(assignment), scopeOf(assignment)].join(' | ')

function principalOf(assignment: Resource): string {
  const id = String(property(assignment, 'principalId'))
  const identity = /^\[reference\('.+-(app|events)', '[\d-]+'\)\.principalId\]$/.exec(id)?.[1]
  if (identity === undefined) return 'operators'
  return identity === 'app' ? 'app' : 'Event Grid'
}

function roleOf(assignment: Resource): string {
  const id = String(property(assignment, 'roleDefinitionId')).split('/').at(-1) ?? ''
  return roleNames[id] ?? id
}

/** The kind of the resource that the role is on; a part of one by its kind and name. */
function scopeOf({ id }: Resource): string {
  const [scope = ''] = id.split('/providers/Microsoft.Authorization/')
  const [, kind = '', part] = /\/providers\/(Microsoft\.\w+\/\w+)\/[^/]+(?:\/(.+))?$/.exec(scope) ?? []
  if (part === undefined) return kinds[kind] ?? scope
  const [name = ''] = part.split('/').reverse()
  return `${part.startsWith('queues/') ? 'queue' : 'container'} \`${name}\``
}

const kinds: Readonly<Record<string, string>> = {
  'Microsoft.Storage/storageAccounts': 'storage account',
  'Microsoft.ServiceBus/namespaces': 'Service Bus namespace',
  'Microsoft.KeyVault/vaults': 'Key Vault',
  'Microsoft.Communication/communicationServices': 'Communication Services',
  'Microsoft.Insights/components': 'Application Insights',
}
