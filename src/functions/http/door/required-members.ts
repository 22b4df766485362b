import type { Description, Member } from './description.ts'
import { isFull, keyOf, report, type Failures } from './failures.ts'

/** The second layer: members that were there but hold null, or only blanks, where something is asked for. */
export function reportMissing(failures: Failures, description: Description, value: unknown): void {
  visit(failures, description, { value, path: '' })
}

interface Place {
  readonly value: unknown
  readonly path: string
}

function visit(failures: Failures, description: Description, { value, path }: Place): void {
  if (value === null || value === undefined || isFull(failures)) return
  if (description.kind === 'object') {
    for (const member of description.members) {
      visitMember(failures, member, { value: (value as Record<string, unknown>)[member.name], path })
    }
  } else if (description.kind === 'list') {
    for (const [index, element] of (value as unknown[]).entries()) {
      visit(failures, description.element, { value: element, path: `${path}[${index}]` })
    }
  }
}

function visitMember(failures: Failures, member: Member, { value, path }: Place): void {
  if (isMissing(member, value)) report(failures, keyOf(path, member.key), `The ${member.key} field is required.`)
  else if (member.description.kind !== 'scalar')
    visit(failures, member.description, { value, path: keyOf(path, member.key) })
}

function isMissing({ presence, description }: Member, value: unknown): boolean {
  if (presence === 'optional' || presence === 'value') return false
  if (value === null) return true
  const isText = description.kind === 'scalar' && description.scalar.kind === 'text'
  return isText && presence !== 'defaulted' && (value as string).trim() === ''
}
