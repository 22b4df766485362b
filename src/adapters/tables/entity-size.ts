/**
 * Azure's limits, checked before a request leaves: Azurite accepts entities that Azure refuses, so nothing else would
 * notice on a laptop. Sizes per https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
 */
const entityBytes = 1024 * 1024
const stringCharacters = 32 * 1024
const binaryBytes = 64 * 1024
const ownProperties = 252

export class EntityTooLarge extends Error {
  override readonly name = 'EntityTooLarge'
  readonly code = 'ENTITY_TOO_LARGE'
}

/** @throws EntityTooLarge naming the property, or the entity when all of it is too large */
export function checkSize<Entity extends object>(entity: Entity): Entity {
  const properties = Object.entries(entity).filter(([, value]) => value !== undefined)
  if (properties.length > ownProperties + 2) throw new EntityTooLarge(`${properties.length} properties`)
  let total = 4
  for (const [name, value] of properties) {
    if (typeof value === 'string' && value.length > stringCharacters) throw new EntityTooLarge(name)
    if (value instanceof Uint8Array && value.byteLength > binaryBytes) throw new EntityTooLarge(name)
    total += 8 + 2 * name.length + sizeOf(value)
  }
  if (total > entityBytes) throw new EntityTooLarge(`${total} bytes`)
  return entity
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 4 + 2 * value.length
  if (value instanceof Uint8Array) return 4 + value.byteLength
  return 8
}
