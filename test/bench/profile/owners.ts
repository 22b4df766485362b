import type { TimeWindow } from '../cloud/usage.ts'
import { ownTimes, type CpuProfile, type ProfileNode } from './cpu-profile.ts'

/** Where a stack begins that nobody's code has called: timers, sockets, the parser of HTTP. */
const runtime = 'Node.js'

/**
 * Milliseconds that each owner had for itself: a package, a room of `src/`, or the functions host. What Node's own
 * modules do counts for whoever called them.
 */
export function timesByOwner(profile: CpuProfile, window: TimeWindow): Map<string, number> {
  const owners = ownersOf(profile.nodes)
  const times = new Map<string, number>()
  for (const [node, milliseconds] of ownTimes(profile, window)) {
    const owner = owners.get(node) ?? runtime
    if (owner !== '(idle)') times.set(owner, (times.get(owner) ?? 0) + milliseconds)
  }
  return times
}

function ownersOf(nodes: readonly ProfileNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const owners = new Map<number, string>()
  // Callers stand before the called in a profile.
  for (const node of nodes) {
    const owner = ownerOf(node) ?? owners.get(node.id) ?? runtime
    owners.set(node.id, owner)
    for (const child of node.children ?? []) if (byId.has(child)) owners.set(child, owner)
  }
  return owners
}

const places: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//, ([, name = '']) => name],
  [/\/src\/([^/]+\/(?:[^/]+\/)?)[^/]+\.ts$/, ([, room = '']) => `src/${room}`],
  [/\/src\/[^/]+\.ts$/, () => 'src/'],
  [/\/test\/local\/functions-host\//, () => 'functions host'],
]

/** Undefined for Node's own modules and for what V8 has no file for. */
function ownerOf({ callFrame: { functionName, url } }: ProfileNode): string | undefined {
  if (functionName === '(garbage collector)' || functionName === '(idle)') return functionName
  for (const [pattern, name] of places) {
    const match = pattern.exec(url)
    if (match !== null) return name(match)
  }
  return undefined
}
