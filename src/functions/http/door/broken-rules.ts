import type { Description, ListDescription, ObjectDescription } from './description.ts'
import { isFull, keyOf, report, type Failures } from './failures.ts'
import type { Occasion } from './rule.ts'
import { textFault } from './text-limits.ts'

interface Judge {
  readonly failures: Failures
  readonly occasion: Occasion<unknown>
}

/** The third layer: every rule of every object of the request. Nothing here stops at the first failure. */
export function reportBroken(failures: Failures, description: Description, occasion: Occasion<unknown>): void {
  judge({ failures, occasion }, description, { value: occasion.request, path: '' })
}

interface Place<Value = unknown> {
  readonly value: Value
  readonly path: string
}

function judge(by: Judge, description: Description, { value, path }: Place): void {
  if (isFull(by.failures)) return
  if (description.kind === 'object') judgeObject(by, description, { value: value as Record<string, unknown>, path })
  else if (description.kind === 'list') judgeList(by, description, { value: value as unknown[], path })
  else if (typeof value === 'string') judgeText(by, value, path)
}

function judgeObject(by: Judge, description: ObjectDescription, { value, path }: Place<Record<string, unknown>>): void {
  for (const { key, holds, message } of description.rules) {
    if (holds(value, by.occasion)) continue
    report(by.failures, keyOf(path, key), typeof message === 'string' ? message : message(value))
  }
  for (const { name, key, description: of } of description.members) {
    const member = value[name]
    if (member !== undefined) judge(by, of, { value: member, path: keyOf(path, key) })
  }
}

function judgeList(by: Judge, { element, nullElement }: ListDescription, { value, path }: Place<unknown[]>): void {
  for (const [index, item] of value.entries()) {
    if (item === null) report(by.failures, `${path}[${index}]`, nullElement)
    else judge(by, element, { value: item, path: `${path}[${index}]` })
  }
}

function judgeText({ failures }: Judge, text: string, path: string): void {
  const fault = textFault(path.split('.').at(-1) ?? path, text)
  if (fault !== undefined) report(failures, path, fault)
}
