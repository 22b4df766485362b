/** Stored with every notification that the service took or reported. */
export const providerName = 'azure-communication-services'
