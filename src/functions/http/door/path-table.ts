/** The method and the path template of a route, as `notifications/api/v1/orders/{id}`. */
export interface PathEntry {
  readonly method: string
  readonly path: string
}

/** As the Functions host matches `{id:guid}`; braces come escaped. */
const guidSegment = /^(?:%7b|\()?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}(?:%7d|\))?$/i

/** The methods of all routes whose template fits the path; none for an unknown path. */
export function methodsOf(table: readonly PathEntry[], path: string): readonly string[] {
  const segments = path.replace(/^\//, '').replace(/\/$/, '').split('/')
  return [...new Set(table.filter((entry) => fits(entry.path.split('/'), segments)).map(({ method }) => method))]
}

const fits = (template: readonly string[], segments: readonly string[]) =>
  template.length === segments.length && template.every((part, index) => fitsSegment(part, segments[index] ?? ''))

function fitsSegment(part: string, segment: string): boolean {
  if (part.endsWith(':guid}')) return guidSegment.test(segment)
  if (part.startsWith('{')) return segment !== ''
  return part.toLowerCase() === segment.toLowerCase()
}
