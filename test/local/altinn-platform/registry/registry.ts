import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import externalIdentities from './external-identities.json' with { type: 'json' }
import organizations from './organizations.json' with { type: 'json' }
import people from './people.json' with { type: 'json' }
import { kinds, Records, type Kind } from './records.ts'

export type Registry = ReturnType<typeof openRegistry>

/** Synthetic people and organisations, as they came or as they have been changed; kept where there is a folder. */
export function openRegistry(folder: string | undefined) {
  const path = folder === undefined ? undefined : join(folder, 'registry.json')
  const seeds = Records.parse({ people, organizations, externalIdentities })
  let records = path !== undefined && existsSync(path) ? Records.parse(JSON.parse(readFileSync(path, 'utf8'))) : seeds
  const keep = (changed: Records) => {
    if (path !== undefined && folder !== undefined) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(`${path}~`, JSON.stringify(changed))
      renameSync(`${path}~`, path)
    }
    records = changed
  }
  return {
    all: () => records,
    /** Adds an entry, or takes the place of the one with its name. @throws ZodError when it is none */
    put(kind: Kind, name: string, entry: unknown) {
      const { schema, key } = kinds[kind]
      const put = schema.parse({ ...(entry as object), [key]: name })
      const isIt = (each: object) => (each as Record<string, unknown>)[key] === name
      const known: readonly object[] = records[kind]
      const entries = known.some(isIt) ? known.map((each) => (isIt(each) ? put : each)) : [...known, put]
      keep({ ...records, [kind]: entries })
      return put
    },
    remove(kind: Kind, name: string) {
      const { key } = kinds[kind]
      const known: readonly object[] = records[kind]
      keep({ ...records, [kind]: known.filter((each) => (each as Record<string, unknown>)[key] !== name) })
    },
    /** As it was at first. */
    reset() {
      if (path !== undefined) rmSync(path, { force: true })
      records = seeds
    },
  }
}
