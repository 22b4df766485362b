/** Recipients of chains whom the local registers know, by what is known of them, and where messages to them go. */
interface LookedUp {
  readonly title: string
  readonly recipient: object
  readonly reached: readonly string[]
}

/** The same texts for both channels; whichever is not used does not matter. */
const settings = {
  emailSettings: { subject: 'Hei, $recipientName$', body: 'Til $recipientName$: les mer.' },
  smsSettings: { body: 'Hei, $recipientName$', sendingTimePolicy: 'Anytime' },
}

export const person = (nationalIdentityNumber: string, channelSchema: string, more: object = {}) => ({
  recipientPerson: { nationalIdentityNumber, channelSchema, ...settings, ...more },
})

export const organization = (orgNumber: string, channelSchema: string, more: object = {}) => ({
  recipientOrganization: { orgNumber, channelSchema, ...settings, ...more },
})

/** Register has no name for them: their texts have no keyword. */
const externalIdentity = (identity: string, channelSchema: string) => ({
  recipientExternalIdentity: {
    externalIdentity: `urn:altinn:${identity}`,
    channelSchema,
    emailSettings: { subject: 'Hei', body: 'Les mer.' },
    smsSettings: { body: 'Hei', sendingTimePolicy: 'Anytime' },
  },
})

const onlyEmail = '22845913327'
const onlyMobile = '01896214434'
const both = '15915612242'
export const reserved = '08907719910'
const outdated = '22849526557'
const nowhere = '08826515547'

export const reachable: readonly LookedUp[] = [
  { title: 'a person by e-mail', recipient: person(both, 'Email'), reached: ['rask.elv@example.no'] },
  { title: 'a person by SMS', recipient: person(both, 'Sms'), reached: ['+4799900101'] },
  {
    title: 'a person by both channels',
    recipient: person(both, 'EmailAndSms'),
    reached: ['+4799900101', 'rask.elv@example.no'],
  },
  {
    title: 'a person who prefers nothing, by the preferred channel',
    recipient: person(both, 'SmsPreferred'),
    reached: ['+4799900101'],
  },
  {
    title: 'a person with e-mail, where SMS is preferred',
    recipient: person(onlyEmail, 'SmsPreferred'),
    reached: ['stille.fjord@example.no'],
  },
  {
    title: 'a person with a mobile, where e-mail is preferred',
    recipient: person(onlyMobile, 'EmailPreferred'),
    reached: ['+4799900102'],
  },
  {
    title: 'a person with one of both channels',
    recipient: person(onlyMobile, 'EmailAndSms'),
    reached: ['+4799900102'],
  },
  {
    title: 'a reserved person, where that is ignored',
    recipient: person(reserved, 'Email', { ignoreReservation: true }),
    reached: ['kald.vind@example.no'],
  },
  {
    title: 'a person with old addresses, where these are accepted',
    recipient: person(outdated, 'Email', { useStaleContactInformation: true }),
    reached: ['treg.skilpadde@example.no'],
  },
  {
    title: 'an organisation with several addresses',
    recipient: organization('310895954', 'Email'),
    reached: ['leder@mange-munner.example.no', 'post@mange-munner.example.no'],
  },
  {
    title: 'an organisation and its user, who may read the resource',
    recipient: organization('311291904', 'Email', { resourceId: 'urn:altinn:resource:sample-resource' }),
    reached: ['per@baade-og.example.no', 'post@baade-og.example.no'],
  },
  {
    title: 'somebody by their ID-porten e-mail',
    recipient: externalIdentity('person:idporten-email:rask.elv@example.no', 'Email'),
    reached: ['rask.elv@example.no'],
  },
  {
    title: 'somebody by their user name',
    recipient: externalIdentity('party:username:glad.lerke', 'EmailPreferred'),
    reached: ['+4799900130'],
  },
]

export const unreachable: readonly (readonly [title: string, recipient: object])[] = [
  ['a person without an address', person(nowhere, 'EmailPreferred')],
  ['a person without an address for the channel', person(onlyEmail, 'Sms')],
  ['a person whose addresses are old', person(outdated, 'EmailAndSms')],
  ['a person whom the register does not know', person('15839020748', 'Email')],
  ['an organisation without an address', organization('310816760', 'EmailAndSms')],
  ['somebody whom nobody knows', externalIdentity('username:myk.mose', 'EmailPreferred')],
]
