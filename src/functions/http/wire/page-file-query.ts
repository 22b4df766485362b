import { object, text } from '../door/shape.ts'

/** Query of `GET /swagger/file`. */
export const PageFileQuery = object('.PageFileQuery', { name: text() })
