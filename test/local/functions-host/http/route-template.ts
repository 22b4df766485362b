import { parseConstraint, type Constraint } from './route-constraint.ts'

interface Literal {
  readonly kind: 'literal'
  /** In lower case: paths are matched without regard to case. */
  readonly text: string
}

interface Parameter {
  readonly kind: 'parameter' | 'catch-all'
  readonly name: string
  readonly optional: boolean
  readonly constraints: readonly Constraint[]
}

export type RouteTemplate = readonly (Literal | Parameter)[]

export type RouteValues = Record<string, string>

/**
 * Reads an ASP.NET route template: literals, `{name}`, `{name:constraint:…}`, `{name?}`, `{*rest}`.
 * @throws for what this host does not support (defaults, several parameters in one segment).
 */
export function parseRouteTemplate(template: string): RouteTemplate {
  return template
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => parseSegment(segment, template))
}

function parseSegment(segment: string, template: string): Literal | Parameter {
  if (!/[{}]/.test(segment)) return { kind: 'literal', text: segment.toLowerCase() }
  const parts = /^\{(\*{0,2})(\w+)((?::[^:{}=?]+)*)(\??)\}$/.exec(segment)
  if (parts === null) {
    throw new Error(`the segment "${segment}" of the route "${template}" is not supported by the local functions host`)
  }
  const [, stars, name = '', constraints = '', question] = parts
  return {
    kind: stars === '' ? 'parameter' : 'catch-all',
    name,
    optional: question === '?',
    constraints: constraints.split(':').slice(1).map(parseConstraint),
  }
}

/** The values of the route for the segments of a path, or undefined if it does not fit. */
export function matchRoute(template: RouteTemplate, segments: readonly string[]): RouteValues | undefined {
  const values: RouteValues = {}
  for (const [index, part] of template.entries()) {
    if (part.kind === 'catch-all') return withRest(values, part.name, segments.slice(index))
    const segment = segments[index]
    if (segment === undefined) return restIsOptional(template, index) ? values : undefined
    if (!fits(part, segment)) return undefined
    if (part.kind === 'parameter') values[part.name] = segment
  }
  return segments.length > template.length ? undefined : values
}

const withRest = (values: RouteValues, name: string, rest: readonly string[]): RouteValues =>
  rest.length === 0 ? values : { ...values, [name]: rest.join('/') }

function fits(part: Literal | Parameter, segment: string): boolean {
  if (part.kind === 'literal') return part.text === segment || part.text === segment.toLowerCase()
  return segment !== '' && part.constraints.every((constraint) => constraint(segment))
}

const restIsOptional = (template: RouteTemplate, from: number): boolean =>
  template.slice(from).every((part) => part.kind !== 'literal' && (part.optional || part.kind === 'catch-all'))
