import type { IncomingMessage } from 'node:http'
import type { TypedData } from '../app/invocation.ts'
import type { RouteValues } from './route-template.ts'

/**
 * The trigger metadata of a request in stream mode, surprises included: besides the headers it holds everything that
 * the handler will see as `params`, that is the scalars of a JSON body, then the query, then the values of the route.
 * Names are one whatever their case, the first spelling stays, and the later value wins, so a caller who sends `?ID=1`
 * to `/orders/{id}` renames the parameter, and one who sends `?headers=` takes the headers away.
 */
export function bindingData(request: IncomingMessage, values: RouteValues, body: Buffer | undefined) {
  const data = new BindingData()
  if (body !== undefined) data.addScalars(body)
  const query = queryOf(request.url ?? '')
  if (query !== '') data.addQuery(query)
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return data.withHeaders(request)
}

const queryOf = (url: string): string => {
  const mark = url.indexOf('?')
  return mark < 0 ? '' : url.slice(mark + 1)
}

class BindingData {
  readonly #data: Record<string, TypedData> = {}
  readonly #spelling = new Map<string, string>()

  set(name: string, value: string): void {
    const key = name.toLowerCase()
    const spelling = this.#spelling.get(key) ?? name
    this.#spelling.set(key, spelling)
    this.#data[spelling] = { string: value }
  }

  addScalars(body: Buffer): void {
    for (const [name, value] of Object.entries(jsonObject(body))) {
      if (value !== null && typeof value !== 'object') this.set(name, dotNetText(value))
    }
  }

  addQuery(query: string): void {
    const parameters = new URLSearchParams(query)
    for (const name of new Set(parameters.keys())) {
      // The key of a function is not for its handler.
      if (name.toLowerCase() !== 'code') this.set(name, parameters.getAll(name).join(','))
    }
  }

  withHeaders(request: IncomingMessage): Record<string, TypedData> {
    if (!this.#spelling.has('headers')) {
      this.#data['Headers'] = { json: JSON.stringify(joinedHeaders(request.rawHeaders)) }
    }
    return this.#data
  }
}

/** The body as an object, empty for anything else: what is no JSON adds nothing. */
function jsonObject(body: Buffer): object {
  const text = body.toString().trim()
  if (!text.startsWith('{')) return {}
  try {
    return JSON.parse(text) as object
  } catch {
    return {}
  }
}

const dotNetText = (value: unknown): string => (typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value))

/** Repeated headers are joined by a comma without a space. */
function joinedHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const value = raw[index + 1] ?? ''
    headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`
  }
  return headers
}
