const prefix = 'urn:altinn:resource:'

/** A resource of the Altinn resource registry, which may be asked whether somebody can act for an organisation. */
export const isResourceId = (text: string) => text.startsWith(prefix) && text.length > prefix.length
