/** An OpenAPI document, as far as the table looks at it. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, object>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
}

interface Content {
  readonly $ref?: string
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}

interface Schema {
  readonly $ref?: string
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly enum?: readonly string[]
}

const methods = ['get', 'put', 'post', 'delete', 'patch']

/**
 * What a document promises, a line each: every operation, parameter, member of a body, and value that a member can
 * have. `>` stands before what is sent, `<` and the status before what is answered. Names in a query are in small
 * letters: nobody asks how they are written.
 */
export function tableOf(document: OpenApi): string[] {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation: operation as Operation })),
  )
  return operations.flatMap(({ name, operation }) => [name, ...operationLines(document, name, operation)]).sort()
}

function operationLines(document: OpenApi, name: string, operation: Operation): string[] {
  const { parameters = [], requestBody = {}, responses } = operation
  const place = (within: string, known: string) => (within === 'query' ? known.toLowerCase() : known)
  return [
    ...parameters.flatMap((parameter) => {
      const line = `${name} > ${parameter.in} ${place(parameter.in, parameter.name)}`
      return [line, ...schemaLines(document, parameter.schema, line)]
    }),
    ...contentLines(document, requestBody, `${name} >`),
    ...Object.entries(responses).flatMap(([status, answer]) => contentLines(document, answer, `${name} < ${status}`)),
  ]
}

function contentLines(document: OpenApi, content: Content, prefix: string): string[] {
  const { content: byType = {} } = resolve(document, content)
  return Object.values(byType).flatMap(({ schema }) => schemaLines(document, schema, `${prefix} `))
}

function schemaLines(document: OpenApi, schema: Schema, prefix: string): string[] {
  const { anyOf = [], items, properties = {}, enum: values = [] } = resolve(document, schema)
  return [
    ...values.map((value) => `${prefix} = ${value}`),
    ...anyOf.flatMap((one) => schemaLines(document, one, prefix)),
    ...(items === undefined ? [] : schemaLines(document, items, `${prefix}[]`)),
    ...Object.entries(properties).flatMap(([name, member]) => {
      const line = `${prefix}${/[ ]$/.test(prefix) ? '' : '.'}${name}`
      return [line, ...schemaLines(document, member, line)]
    }),
  ]
}

/** References are followed as far as they go. */
function resolve<Referring extends { readonly $ref?: string }>(document: OpenApi, of: Referring): Referring {
  if (of.$ref === undefined) return of
  const found = of.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>((within, key) => (within as Record<string, unknown>)[key], document)
  return resolve(document, found as Referring)
}
