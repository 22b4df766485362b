const prefix = 'urn:altinn:resource:'

/** A resource of the Altinn resource registry, which may be asked whether somebody can act for an organisation. */
export const isResourceId = (text: string) => text.startsWith(prefix) && text.length > prefix.length

/** The resource as the platform's services know it; undefined when nothing is left of the id. */
export function resourceName(id: string): string | undefined {
  const trimmed = id.trim()
  return (trimmed.startsWith(prefix) ? trimmed.slice(prefix.length) : trimmed).trim() || undefined
}
