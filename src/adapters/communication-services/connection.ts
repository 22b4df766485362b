import type { TokenCredential } from '@azure/core-auth'

/** Either a connection string (laptop, tests) or the endpoint of a resource that knows our identity (Azure). */
export type CommunicationConnection =
  { readonly connectionString: string } | { readonly endpoint: string; readonly credential: TokenCredential }

/** Plain http is for laptops: the SDKs refuse it unless they are told. */
export const isInsecure = (connectionString: string) => /endpoint=http:/i.test(connectionString)
