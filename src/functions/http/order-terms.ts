import type { Terms } from '../../domain/order.ts'

/** What a request says of how its recipients are found, and whether they are written to. */
export const termsOf = (said: { readonly [Name in keyof Terms]?: Terms[Name] | undefined }): Terms =>
  Object.fromEntries(termNames.flatMap((name) => (said[name] === undefined ? [] : [[name, said[name]]])))

const termNames = [
  'ignoreReservation',
  'useStaleContactInformation',
  'resourceId',
  'resourceAction',
  'conditionEndpoint',
] as const
