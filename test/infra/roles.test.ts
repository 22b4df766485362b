import { describe, expect, it } from 'vitest'
import { listedRoles, rolesIn } from './role-table.ts'
import { environments, ofType, property, readSnapshot, withResource } from './snapshot.ts'

const assignment = 'Microsoft.Authorization/roleAssignments'

describe.each(environments)('in %s', (environment) => {
  const snapshot = readSnapshot(environment)
  const listed = listedRoles({ withOperators: environment !== 'dev' })

  it('every role, who has it and on what, stands in docs/security.md, and none besides', () => {
    expect(listed.length).toBeGreaterThanOrEqual(9)
    expect(rolesIn(snapshot)).toEqual(listed)
  })

  it('a missing role would be seen', () => {
    const [first] = ofType(snapshot, assignment)
    const planted = withResource(snapshot, (one) => (one.id === first?.id ? undefined : one))
    expect(rolesIn(planted)).not.toEqual(listed)
  })

  it('a wider scope would be seen: the whole resource group', () => {
    const planted = withResource(snapshot, (one) =>
      one.type === assignment ? { ...one, id: one.id.replace(/\/providers\/.*(?=\/providers\/)/, '') } : one,
    )
    expect(rolesIn(planted).filter((row) => !listed.includes(row))).toHaveLength(listed.length)
  })

  it('another role would be seen: Owner', () => {
    const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
    const planted = withResource(snapshot, (one) =>
      one.type === assignment ? { ...one, properties: { ...one.properties, roleDefinitionId: `/x/${owner}` } } : one,
    )
    expect(rolesIn(planted).every((row) => row.includes(owner))).toBe(true)
  })

  it('nobody has a role who is not a managed identity or the group of operators', () => {
    const kinds = ofType(snapshot, assignment).map((one) => property(one, 'principalType'))
    expect(kinds.filter((kind) => kind !== 'ServicePrincipal' && kind !== 'Group')).toEqual([])
  })
})
