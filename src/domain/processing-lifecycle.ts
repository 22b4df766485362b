const prefixed = <Prefix extends string, const Names extends readonly string[]>(prefix: Prefix, names: Names) =>
  names.map((name) => `${prefix}_${name}`) as { [Index in keyof Names]: `${Prefix}_${Names[Index]}` }

/** What the routes of the newer API call the states of an order and of its notifications. */
export const processingLifecycles = [
  ...prefixed('Order', ['Registered', 'Processing', 'Completed', 'SendConditionNotMet', 'Cancelled', 'Processed']),
  ...prefixed('SMS', ['New', 'Sending', 'Accepted', 'Delivered', 'Failed']),
  ...prefixed('SMS_Failed', [
    'InvalidRecipient',
    'RecipientReserved',
    'BarredReceiver',
    'Deleted',
    'Expired',
    'Undelivered',
    'RecipientNotIdentified',
    'Rejected',
    'TTL',
  ]),
  ...prefixed('Email', ['New', 'Sending', 'Succeeded', 'Delivered', 'Failed']),
  ...prefixed('Email_Failed', [
    'RecipientReserved',
    'RecipientNotIdentified',
    'InvalidFormat',
    'SuppressedRecipient',
    'TransientError',
    'Bounced',
    'FilteredSpam',
    'Quarantined',
    'TTL',
    'InvalidSasUrl',
    'PayloadTooLarge',
  ]),
] as const
export type ProcessingLifecycle = (typeof processingLifecycles)[number]
