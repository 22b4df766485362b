/** Makes any text usable inside a key: Azure forbids `/ \ # ?` and control characters, and `|` separates our parts. */
export const keyPart = (text: string): string =>
  text.replace(/[^A-Za-z0-9.-]/g, (character) => `_${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
