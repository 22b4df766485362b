/** How a text travels: in GSM-7 as long as that alphabet has all of its characters, else in UCS-2. */
export interface SmsSegments {
  readonly encoding: 'GSM-7' | 'UCS-2'
  /** How many messages the phone puts together, and the carrier bills. */
  readonly segments: number
}

/** Default alphabet of 3GPP TS 23.038, 6.2.1, without the escape character. */
const alphabet = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Its extension table, 6.2.1.1: two septets each. */
const extension = new Set('\f^{}\\[~]|€')

/** Units in a message that stands alone, and in each of several: those have a header that numbers them. */
const capacity = { 'GSM-7': [160, 153], 'UCS-2': [70, 67] } as const

export function segmentsOf(text: string): SmsSegments {
  const characters = Array.from(text)
  const encoding = characters.every((one) => alphabet.has(one) || extension.has(one)) ? 'GSM-7' : 'UCS-2'
  const [alone, ofSeveral] = capacity[encoding]
  const units = characters.map((one) => (encoding === 'UCS-2' ? one.length : extension.has(one) ? 2 : 1))
  const total = units.reduce((sum, size) => sum + size, 0)
  return { encoding, segments: total <= alone ? 1 : filled(units, ofSeveral) }
}

/** A character of two units is never split between two messages. */
function filled(units: readonly number[], size: number): number {
  let [segments, used] = [1, 0]
  for (const unit of units) {
    if (used + unit > size) [segments, used] = [segments + 1, 0]
    used += unit
  }
  return segments
}
