export type Json = null | boolean | number | string | Json[] | { [member: string]: Json }

/** A place in a body that holds a value. */
export interface Slot {
  readonly value: Json
  readonly key: string | number
  readonly put: (value: Json) => void
  /** Takes the member, or the element, away. */
  readonly remove: () => void
  /** Gives the member another name; an element has none. */
  readonly rename: (name: string) => void
}

/** Every place in a body, outermost first. What is put into one changes the body. */
export function slotsOf(body: Json): Slot[] {
  if (Array.isArray(body))
    return body.flatMap((_, index) => [elementSlot(body, index), ...slotsOf(body[index] ?? null)])
  if (body === null || typeof body !== 'object') return []
  return Object.keys(body).flatMap((name) => [memberSlot(body, name), ...slotsOf(body[name] ?? null)])
}

const elementSlot = (list: Json[], index: number): Slot => ({
  value: list[index] ?? null,
  key: index,
  put: (value) => (list[index] = value),
  remove: () => list.splice(index, 1),
  rename: () => undefined,
})

const memberSlot = (holder: Record<string, Json>, name: string): Slot => ({
  value: holder[name] ?? null,
  key: name,
  put: (value) => (holder[name] = value),
  remove: () => Reflect.deleteProperty(holder, name),
  rename(other) {
    const value = holder[name] ?? null
    Reflect.deleteProperty(holder, name)
    holder[other] = value
  },
})
