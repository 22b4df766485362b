import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { pathOf } from '../architecture/recorded-start.ts'

/** What Azure would be asked for, as Bicep predicts it; a value that only Azure knows is an expression in brackets. */
export interface Snapshot {
  readonly predictedResources: readonly Resource[]
  readonly outputs: Readonly<Record<string, unknown>>
}

export interface Resource {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly properties?: Readonly<Record<string, unknown>>
}

/** The environments that have a parameter file; `main` is the copy that azd works with. */
export const environments = globSync('infra/*.bicepparam', { cwd: pathOf('') })
  .map((file) => basename(file, '.bicepparam'))
  .filter((name) => name !== 'main')

/** A copy for each caller, so that a test can plant a fault in it. */
export const readSnapshot = (environment: string): Snapshot =>
  JSON.parse(readFileSync(pathOf(`infra/${environment}.snapshot.json`), 'utf8')) as Snapshot

export const ofType = ({ predictedResources }: Snapshot, type: string): readonly Resource[] =>
  predictedResources.filter((resource) => resource.type === type)

/** @throws unless there is exactly one */
export function onlyOfType(snapshot: Snapshot, type: string): Resource {
  const [resource, ...more] = ofType(snapshot, type)
  if (resource === undefined || more.length > 0) throw new Error(`not exactly one ${type}`)
  return resource
}

/** By `a.b` the member b of the member a. */
export const property = ({ properties = {} }: Resource, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], properties)

/** The last part of a name: that of a queue, without its namespace. */
export const ownName = ({ name }: Resource): string => name.slice(name.lastIndexOf('/') + 1)

/** What the app is told, by name. */
export const appSettingsIn = (snapshot: Snapshot) =>
  onlyOfType(snapshot, 'Microsoft.Web/sites/config').properties as Readonly<Record<string, string>>

/** The snapshot with one resource changed or, by `undefined`, left out. */
export const withResource = (snapshot: Snapshot, change: (resource: Resource) => Resource | undefined): Snapshot => ({
  ...snapshot,
  predictedResources: snapshot.predictedResources.flatMap((one) => change(one) ?? []),
})
