export type AppSettings = Readonly<Record<string, string | undefined>>

/** Replaces every `%NAME%` by the setting of that name. @throws when there is none. */
export function substituteSettings(text: string, settings: AppSettings): string {
  return text.replace(/%([^%]+)%/g, (reference, name: string) => {
    const value = settings[name]
    if (value === undefined) throw new Error(`'${reference}' does not resolve to a value`)
    return value
  })
}
