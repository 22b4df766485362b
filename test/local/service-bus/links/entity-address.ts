export interface EntityAddress {
  readonly node: 'queue' | 'deadLetters' | 'cbs'
  /** In the caller's spelling; empty for cbs. */
  readonly queue: string
  /** The node that answers requests about the entity, not the entity itself. */
  readonly management: boolean
  /** What an authorization has to cover: lower case, no slash at either end. */
  readonly path: string
}

/** Reads `queue`, `queue/$DeadLetterQueue`, either with `/$management`, or `$cbs`; with or without scheme and host. */
export function parseAddress(address: string): EntityAddress {
  const path = pathOf(address)
  if (path.toLowerCase() === '$cbs') return { node: 'cbs', queue: '', management: false, path: '$cbs' }
  const [entity, management] = without(path, '/$management')
  const [queue, deadLetters] = without(entity, '/$deadletterqueue')
  return { node: deadLetters ? 'deadLetters' : 'queue', queue, management, path: path.toLowerCase() }
}

/** The part behind scheme and host, without slashes at either end. */
export const pathOf = (address: string): string =>
  address
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')

function without(path: string, suffix: string): [string, boolean] {
  const found = path.toLowerCase().endsWith(suffix)
  return [found ? path.slice(0, -suffix.length) : path, found]
}
