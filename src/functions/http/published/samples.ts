/** Values that the examples share. The people, organisations and numbers in them are nobody's. */
export const samples = {
  order: '6d0e3c0a-5a35-8f6c-9d1b-0b0f5a7e2f11',
  chain: '9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0000',
  shipment: '9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0401',
  reminder: '9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0801',
  notification: '9b1c52d0-77aa-8c3e-9f00-3b5d0a6e0402',
  address: 'kari@example.no',
  number: '+4799999999',
  person: '15915612242',
  organization: '310500003',
  ordered: '2099-01-01T09:00:00Z',
  delivered: '2099-01-01T09:00:04.25Z',
  links: 'https://platform.example.no/notifications/api/v1/orders',
} as const
