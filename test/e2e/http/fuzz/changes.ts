import { secret } from '../../order-request.ts'
import { slotsOf, type Json, type Slot } from './json.ts'

/** What can be done to a body; which layer of the reader it is meant for, the app has to say. */
export interface Change {
  readonly kind: keyof typeof kinds
  /** Which of the places, and which of the values for it; both wrap around. */
  readonly place: number
  readonly value: number
}

const texts = (slot: Slot) => typeof slot.value === 'string'
const members = (slot: Slot) => typeof slot.key === 'string'
const anything = () => true
const at = <Value>(values: readonly Value[], index: number) => values[index % values.length] as Value

/** Texts that some rule has an opinion about. */
const dubious: readonly Json[] = [
  `${secret}@`,
  'ola@example.no;kari@example.no',
  '99999999',
  '+47',
  '++4799999999',
  '1234',
  'urn:altinn:resource:',
  'http://localhost/x',
  '/relative',
  'C:\\x',
  '2020-01-01T00:00:00Z',
  '2099-01-01T00:00:00',
  `${secret}\u0000`,
  '\ud800',
  secret.repeat(1_000),
  'Daytime',
  7,
]

/** Values of another kind than what stands there. */
const unlike: readonly Json[] = [7, -1, 0.5, true, [], {}, [secret], { [secret]: 1 }, 'Fax', '2099-02-30T00:00:00Z', '']

interface Kind {
  readonly fits: (slot: Slot) => boolean
  readonly apply: (slot: Slot, value: number) => void
}

const kinds = {
  'other letters': {
    fits: members,
    apply: (slot, value) => {
      const name = String(slot.key)
      slot.rename(at([name.toUpperCase(), name.toLowerCase(), name.charAt(0).toUpperCase() + name.slice(1)], value))
    },
  },
  'an unknown member': {
    fits: ({ value }) => value !== null && typeof value === 'object' && !Array.isArray(value),
    apply: (slot, value) => slot.put({ ...(slot.value as object), [`${secret}${value}`]: at(unlike, value) }),
  },
  'no member': { fits: anything, apply: (slot) => slot.remove() },
  null: { fits: anything, apply: (slot) => slot.put(null) },
  blank: { fits: texts, apply: (slot, value) => slot.put(at(['', ' ', '\t\n', '\u00a0'], value)) },
  unlike: { fits: anything, apply: (slot, value) => slot.put(at(unlike, value)) },
  dubious: { fits: texts, apply: (slot, value) => slot.put(at(dubious, value)) },
  'other text': {
    fits: ({ key }) => ['subject', 'body', 'sendersReference'].includes(String(key)),
    apply: (slot, value) => slot.put(`${secret} ${String.fromCodePoint(value % 0xd800)}`),
  },
  'the same again': {
    fits: ({ value }) => Array.isArray(value),
    apply: ({ value, put }, times) => put(Array.from({ length: times % 120 }, () => (value as Json[])[0] ?? null)),
  },
} satisfies Record<string, Kind>

/** The body with the changes made, each where it fits; a body of which nothing is left stays as it is. */
export function changed(body: Json, changes: readonly Change[]): Json {
  const own = structuredClone(body)
  for (const { kind, place, value } of changes) {
    const { fits, apply }: Kind = kinds[kind]
    const slots = slotsOf(own).filter(fits)
    if (slots.length > 0) apply(at(slots, place), value)
  }
  return own
}

/** Spoils JSON text: cut short, or with a character more, less or another. */
export function spoilt(text: string, how: number, place: number): string {
  const position = place % (text.length + 1)
  const [before, after] = [text.slice(0, position), text.slice(position)]
  return at(
    [
      before,
      `${before},${after}`,
      `${before}"${after}`,
      `${before}${after.slice(1)}`,
      `${before}\u0000${after}`,
      `${text}${before}`,
    ],
    how,
  )
}
