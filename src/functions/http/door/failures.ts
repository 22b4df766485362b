/** What the reference stops collecting at. It also bounds the answer to a hostile request. */
const most = 200

/** Messages about a request, by the key of what they are about. */
export interface Failures {
  readonly byKey: Map<string, string[]>
  count: number
}

export const noFailures = (): Failures => ({ byKey: new Map(), count: 0 })

export const isFull = (failures: Failures) => failures.count >= most

export function report(failures: Failures, key: string, message: string): void {
  if (isFull(failures)) return
  failures.count++
  const messages = failures.byKey.get(key)
  if (messages === undefined) failures.byKey.set(key, [message])
  else messages.push(message)
}

/** Path of C# member names, as `Reminders[0].Recipient`; an empty key is the object itself. */
export function keyOf(path: string, key: string): string {
  if (path === '') return key
  return key === '' ? path : `${path}.${key}`
}
