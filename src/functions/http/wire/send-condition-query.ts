import { object, optional, text } from '../door/shape.ts'

/** Query of `GET /tests/sendcondition`. Anything that is not true is false: this route finds no fault with a query. */
export const SendConditionQuery = object('.SendConditionQuery', { conditionMet: optional(text()) })
