import type { RouteTemplate } from '../local/functions-host/http/route-template.ts'

export interface HttpRoute {
  readonly name: string
  readonly methods: readonly string[]
  readonly template: RouteTemplate
}

/** The pairs of routes, as `one & other`, for which some path and method fits both. */
export const overlapping = (routes: readonly HttpRoute[]): string[] =>
  routes.flatMap((one, i) =>
    routes
      .slice(i + 1)
      .filter((other) => shareMethod(one, other) && sharePath(one.template, other.template))
      .map((other) => `${one.name} & ${other.name}`),
  )

const shareMethod = (one: HttpRoute, other: HttpRoute) => one.methods.some((method) => other.methods.includes(method))

type Segment = RouteTemplate[number]

function sharePath(one: RouteTemplate, other: RouteTemplate): boolean {
  const [first, ...rest] = one
  const [second, ...others] = other
  if (first === undefined || second === undefined) return [...one, ...other].every(mayBeMissing)
  if (first.kind === 'catch-all' || second.kind === 'catch-all') return true
  return shareSegment(first, second) && sharePath(rest, others)
}

const mayBeMissing = (segment: Segment) =>
  segment.kind !== 'literal' && (segment.kind === 'catch-all' || segment.optional)

/** Two parameters are taken to share a value: whether two constraints exclude each other is not looked into. */
function shareSegment(one: Segment, other: Segment): boolean {
  if (one.kind === 'literal' && other.kind === 'literal') return one.text === other.text
  if (one.kind === 'literal' && other.kind !== 'literal') return accepts(other, one.text)
  if (other.kind === 'literal' && one.kind !== 'literal') return accepts(one, other.text)
  return true
}

const accepts = ({ constraints }: Exclude<Segment, { kind: 'literal' }>, value: string) =>
  constraints.every((constraint) => constraint(value))
