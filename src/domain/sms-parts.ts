/** Default alphabet of 3GPP TS 23.038, 6.2.1, without the escape character. */
const alphabet = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿' +
    'abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Its extension table, 6.2.1.1: each takes the room of two. */
const extension = new Set('\f^{}\\[~]|€')

/** Room in an SMS that stands alone, and in one of several, which has a header besides. */
const septets = { alone: 160, ofSeveral: 153 }
const utf16 = { alone: 70, ofSeveral: 67 }

/** How many SMS a text takes: in GSM-7 where that alphabet has all of its characters, else in UTF-16. */
export function smsParts(text: string): number {
  const characters = Array.from(text)
  const isGsm = characters.every((one) => alphabet.has(one) || extension.has(one))
  const sizes = characters.map((one) => (isGsm ? Number(extension.has(one)) + 1 : one.length))
  const room = isGsm ? septets : utf16
  return sizes.reduce((sum, size) => sum + size, 0) <= room.alone ? 1 : filled(sizes, room.ofSeveral)
}

/** No character is split between two of them. */
function filled(sizes: readonly number[], room: number): number {
  let [parts, left] = [1, room]
  for (const size of sizes) {
    if (size > left) [parts, left] = [parts + 1, room]
    left -= size
  }
  return parts
}
