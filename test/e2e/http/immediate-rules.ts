import { instantEmail, instantSms } from '../instant-request.ts'

/** A numbered rule, a request that breaks it, and the `errors` of the answer. */
type BrokenRule = readonly [rule: string, path: string, request: object, errors: object]

const composedPath = '/future/orders/composed-email'
export const instantPaths = {
  old: '/future/orders/instant',
  sms: '/future/orders/instant/sms',
  email: '/future/orders/instant/email',
} as const

const signature = 'se=2099-12-31T00%3A00%3A00Z&sp=r&sr=b&sig=hemmelighet'
const fileAt = (sasUrl: string | null, more: object = {}) => ({
  filename: 'f.pdf',
  mimeType: 'application/pdf',
  sasUrl,
  ...more,
})
const signed = (query = signature, origin = 'https://acct.blob.core.windows.net') => `${origin}/c/f.pdf?${query}`
export const goodFile = fileAt(signed())

const settings = { subject: 'Hei, hemmelighet', body: 'Dette er en hemmelighet.' }
export const composed = (idempotencyId: string, more: object = {}, emailSettings: object = {}) => ({
  idempotencyId: `hemmelighet-${idempotencyId}`,
  recipient: { emailAddress: `${idempotencyId}@example.no`, emailSettings: { ...settings, ...emailSettings } },
  ...more,
})

const required = (key: string) => ({ [key]: [`The ${key.split('.').at(-1) ?? ''} field is required.`] })
const withFiles = (...attachments: (object | null)[]) => composed('files', {}, { attachments })
const ofFile = (key: string, message: string) => ({
  [`Recipient.Settings.Attachments[0]${key}`]: [`Attachment 'f.pdf': ${message}`],
})
const ofUrl = (message: string) => ofFile('.SasUrl', `sasUrl ${message}`)
const badEmail = 'Invalid email address format.'
const badName = "Attachment 'a/b': filename must not contain path separators, and must include a file extension."

const composedRules: readonly (readonly [string, object, object])[] = [
  [
    'CH-1',
    composed('zone', { requestedSendTime: '2099-01-01T00:00:00' }),
    { RequestedSendTime: ['The requested send time value must have specified a time zone.'] },
  ],
  [
    'CH-2',
    composed('past', { requestedSendTime: '2020-01-01T00:00:00Z' }),
    { RequestedSendTime: ['RequestedSendTime must be greater than or equal to now.'] },
  ],
  [
    'CH-3',
    composed('uri', { conditionEndpoint: 'x' }),
    { ConditionEndpoint: ['ConditionEndpoint must be a valid absolute URI or null.'] },
  ],
  [
    'CH-4',
    composed('scheme', { conditionEndpoint: 'ftp://a.example.no' }),
    { ConditionEndpoint: ['ConditionEndpoint must use http or https scheme.'] },
  ],
  ['CH-5', composed('id', { idempotencyId: ' ' }), required('IdempotencyId')],
  ['CH-6', composed('recipient', { recipient: null }), required('Recipient')],
  [
    'CE-1',
    composed('address', { recipient: { emailAddress: 'nobody', emailSettings: settings } }),
    { 'Recipient.EmailAddress': [badEmail] },
  ],
  [
    'CE-2',
    composed('settings', { recipient: { emailAddress: 'a@example.no', emailSettings: null } }),
    required('Recipient.Settings'),
  ],
  [
    'CE-3',
    composed('options', {}, { senderEmailAddress: '', sendingTimePolicy: 2, contentType: 9 }),
    {
      'Recipient.Settings.SenderEmailAddress': ['The sender email address is not valid.'],
      'Recipient.Settings.SendingTimePolicy': ['Email only supports send time anytime'],
      'Recipient.Settings.ContentType': ['Email content type must be either Plain or HTML.'],
    },
  ],
  ['CE-4', withFiles(goodFile, null), { 'Recipient.Settings.Attachments[1]': ['Attachment item must not be null.'] }],
  ['CE-5', withFiles(fileAt(signed(), { filename: ' ' })), required('Recipient.Settings.Attachments[0].Filename')],
  [
    'CE-6',
    withFiles(fileAt(signed(), { filename: 'a/b' })),
    { 'Recipient.Settings.Attachments[0].Filename': [badName] },
  ],
  ['CE-7', withFiles(fileAt(null)), required('Recipient.Settings.Attachments[0].SasUrl')],
  [
    'CE-8',
    withFiles(fileAt(signed(signature, 'http://acct.blob.core.windows.net'))),
    ofUrl('must be an absolute HTTPS URI.'),
  ],
  ['CE-8, of a relative address', withFiles(fileAt('')), ofUrl('must be an absolute HTTPS URI.')],
  [
    'CE-9',
    withFiles(fileAt(signed(signature, 'https://attacker.example.com'))),
    ofUrl('host must be within Azure Blob Storage (*.blob.core.windows.net).'),
  ],
  ['CE-10', withFiles(fileAt(signed(''))), ofUrl('is missing required SAS parameters (se, sig, sp, sr).')],
  ['CE-11', withFiles(fileAt(signed('se=soon&sp=r&sr=b&sig=x'))), ofUrl("has an invalid 'se' (signed expiry) value.")],
  [
    'CE-12',
    withFiles(fileAt(signed('se=2099-12-31&sp=w&sr=b&sig=x'))),
    ofUrl("does not grant read permission ('r' must be present in 'sp')."),
  ],
  ['CE-13', withFiles(fileAt(signed(), { mimeType: '' })), required('Recipient.Settings.Attachments[0].MimeType')],
  [
    'CE-14',
    withFiles(fileAt(signed(), { mimeType: 'application/x-msdownload' })),
    ofFile('.MimeType', 'mimeType is not supported. Refer to ACS documentation for the list of accepted MIME types.'),
  ],
  [
    'CE-15',
    withFiles(fileAt(signed('se=2020-01-01T00%3A00%3A00Z&sp=r&sr=b&sig=x'))),
    ofFile('', 'sasUrl must be valid for at least 15 minutes after requestedSendTime.'),
  ],
]

const ofSms = (more: object) => instantSms('rule', '+4799999999', more)
const oldForm = ({ recipientSms, ...request }: ReturnType<typeof instantSms>) => ({
  ...request,
  recipient: { recipientSms },
})
const mail = (more: object) => ({ ...instantEmail('rule', 'a@example.no'), ...more })
const ofMail = (emailSettings: object) => instantEmail('rule', 'a@example.no', emailSettings)

const badNumber = ['Recipient phone number is not a valid mobile number.']
const badLifetime = ['Time-to-live must be between 60 and 172800 seconds (48 hours).']
const [newSms, oldSms] = ['RecipientSms', 'InstantNotificationRecipient.ShortMessageDeliveryDetails']
const details = 'InstantEmailDetails'

const instantRules: readonly BrokenRule[] = [
  ['IN-1', instantPaths.sms, ofSms({ phoneNumber: '40000000' }), { [`${newSms}.PhoneNumber`]: badNumber }],
  [
    'IN-1, in the older form',
    instantPaths.old,
    oldForm(ofSms({ phoneNumber: '40000000' })),
    { [`${oldSms}.PhoneNumber`]: badNumber },
  ],
  ['IN-2', instantPaths.sms, ofSms({ timeToLiveInSeconds: 59 }), { [`${newSms}.TimeToLiveInSeconds`]: badLifetime }],
  [
    'IN-2, in the older form',
    instantPaths.old,
    oldForm(ofSms({ timeToLiveInSeconds: 172_801 })),
    { [`${oldSms}.TimeToLiveInSeconds`]: badLifetime },
  ],
  ['IN-3', instantPaths.sms, { ...ofSms({}), idempotencyId: '' }, required('IdempotencyId')],
  ['IN-3, of an e-mail', instantPaths.email, mail({ idempotencyId: ' ' }), required('IdempotencyId')],
  ['IN-4', instantPaths.sms, { ...ofSms({}), recipientSms: null }, required('RecipientSms')],
  ['IN-5', instantPaths.email, mail({ recipientEmail: null }), required(details)],
  ['IN-6', instantPaths.email, instantEmail('rule', 'nobody'), { [`${details}.EmailAddress`]: [badEmail] }],
  [
    'IN-7',
    instantPaths.email,
    mail({ recipientEmail: { emailAddress: 'a@example.no', emailSettings: null } }),
    required(`${details}.EmailSettings`),
  ],
  [
    'IN-8',
    instantPaths.email,
    ofMail({ senderEmailAddress: '' }),
    { [`${details}.EmailSettings.SenderEmailAddress`]: [badEmail] },
  ],
  ['IN-9', instantPaths.email, ofMail({ subject: '' }), required(`${details}.EmailSettings.Subject`)],
  ['IN-10', instantPaths.email, ofMail({ body: '\n' }), required(`${details}.EmailSettings.Body`)],
  [
    'IN-11',
    instantPaths.email,
    ofMail({ contentType: 2 }),
    { [`${details}.EmailSettings.ContentType`]: ['Email content type must be either Plain or HTML.'] },
  ],
]

/** Rules of 3.6 and 3.7, each broken alone. */
export const brokenRules: readonly BrokenRule[] = [
  ...composedRules.map(([rule, ...rest]): BrokenRule => [rule, composedPath, ...rest]),
  ...instantRules,
]
