/**
 * What a text may be long at most. Ours: the reference has no limits, and a row of the ledger has. A body of this
 * length fits one whatever it is made of, and leaves room for the rest.
 */
export const mostCharacters = { Body: 230_000, other: 10_000 }

/** What is wrong with a text, whatever it is for; undefined when nothing is. */
export function textFault(key: string, text: string): string | undefined {
  // The reference breaks on it, and no store, address or message has a use for it.
  if (text.includes('\u0000')) return `${key} must not contain the null character (U+0000).`
  const most = key === 'Body' ? mostCharacters.Body : mostCharacters.other
  return text.length > most ? `${key} must be at most ${most} characters long.` : undefined
}
