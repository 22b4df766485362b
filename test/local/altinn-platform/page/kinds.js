const email = { member: 'email', label: 'E-mail', as: 'text' }
const mobile = { member: 'mobileNumber', label: 'Mobile', as: 'text' }
const name = { member: 'name', label: 'Name in Register', as: 'name' }
const flag = (member, label) => ({ member, label, as: 'flag' })

/** What there is of each kind, and how it is changed. */
export const kinds = {
  people: {
    key: 'nationalIdentityNumber',
    fields: [
      name,
      email,
      flag('emailIsOutdated', 'not confirmed for 18 months'),
      mobile,
      flag('mobileNumberIsOutdated', 'not confirmed for 18 months'),
      flag('isReserved', 'reserved against electronic messages'),
      flag('isUnknown', 'unknown to the contact register'),
    ],
  },
  organizations: {
    key: 'organizationNumber',
    fields: [
      name,
      { member: 'emails', label: 'Official e-mails, one a line', as: 'lines' },
      { member: 'mobileNumbers', label: 'Official mobiles, one a line', as: 'lines' },
      { member: 'users', label: 'Users who registered addresses of their own', as: 'json' },
    ],
  },
  externalIdentities: { key: 'externalIdentity', fields: [email, mobile] },
}

/** What can be read of an entry at a glance. */
export const addressesOf = (entry) =>
  [
    address(entry.email, entry.emailIsOutdated),
    address(entry.mobileNumber, entry.mobileNumberIsOutdated),
    ...(entry.emails ?? []),
    ...(entry.mobileNumbers ?? []),
    ...(entry.users ?? []).map((user) => `user ${user.userId}: ${user.email ?? ''} ${user.mobileNumber ?? ''}`),
  ].filter((text) => text !== undefined)

const address = (text, isOld) => (text === undefined ? undefined : `${text}${isOld ? ' (old)' : ''}`)
