/**
 * What breaks each limit of `infra/main.bicep` and `infra/types.bicep`: a line of a good parameter file, the line in its
 * place, and what Bicep says then. A limit that is not here is named by `unbrokenLimits`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const tooSmall = (least) => `minimum allowable value is ${least}.`
const tooLarge = (most) => `maximum allowable value is ${most}.`
const tooShort = (least) => `minimum allowable length is ${least}.`
const tooLong = (most) => `maximum allowable length is ${most}.`
const noneOf = 'expected a value of type'

const text = (length) => `'${'x'.repeat(length)}'`
const param = (name, value) => [new RegExp(`^param ${name} = .*$`, 'm'), `param ${name} = ${value}`]
const added = (name, value) => [/$/, `param ${name} = ${value}\n`]
const member = (name, value) => [new RegExp(`\\b${name}: ('[^']*'|\\[.*?\\]|\\w+)`), `${name}: ${value}`]
const service = (name, value) => added('platformServices', `{ ${name}: ${value} }`)
const sender = "{ username: 'a', displayName: 'b' }"

/** By limit: the change to `prod.bicepparam`, and what is said about it. */
const broken = {
  'environmentName @minLength': [param('environmentName', text(1)), tooShort(2)],
  'environmentName @maxLength': [param('environmentName', text(9)), tooLong(8)],
  'publicUrl @maxLength': [param('publicUrl', text(201)), tooLong(200)],
  'altinnPlatformUrl @allowed': [param('altinnPlatformUrl', "'https://platform.example.no/'"), noneOf],
  'profileUrl @maxLength': [service('profileUrl', text(201)), tooLong(200)],
  'registerUrl @maxLength': [service('registerUrl', text(201)), tooLong(200)],
  'authorizationUrl @maxLength': [service('authorizationUrl', text(201)), tooLong(200)],
  'platformServices fail': [service('profileUrl', "'https://a.no'"), 'platformServices: each ends with a slash'],
  'keysInUse one of': [param('keysInUse', "['some-key']"), 'expected an item of type'],
  'maskinportenClientId @maxLength': [param('maskinportenClientId', text(101)), tooLong(100)],
  'maskinportenClientId fail': [param('maskinportenClientId', "''"), 'goes with the key "maskinporten-key"'],
  'smsMode @allowed': [param('smsMode', "'some'"), noneOf],
  'smsMode fail': [param('smsMode', "'simulate'"), 'smsMode: only "all" is allowed in production'],
  'smsSender @minLength': [param('smsSender', "''"), tooShort(1)],
  'smsSender @maxLength': [param('smsSender', text(12)), tooLong(11)],
  'storageRedundancy @allowed': [param('storageRedundancy', "'Premium_LRS'"), noneOf],
  'logRetentionDays @minValue': [param('logRetentionDays', 29), tooSmall(30)],
  'logRetentionDays @maxValue': [param('logRetentionDays', 731), tooLarge(730)],
  'feedRetentionDays @minValue': [added('feedRetentionDays', 0), tooSmall(1)],
  'feedRetentionDays @maxValue': [added('feedRetentionDays', 3651), tooLarge(3650)],
  'feedFirstNumber @minValue': [added('feedFirstNumber', 0), tooSmall(1)],
  'operatorsGroupId @maxLength': [param('operatorsGroupId', text(37)), tooLong(36)],
  'privateNetworking fail': [member('tier', "'Standard'"), 'privateNetworking: needs serviceBus.tier "Premium"'],
  'domain @minLength': [member('domain', text(3)), tooShort(4)],
  'domain @maxLength': [member('domain', text(254)), tooLong(253)],
  'dataLocation one of': [member('dataLocation', "'Moon'"), noneOf],
  'senders @minLength': [member('senders', '[]'), tooShort(1)],
  'senders @maxLength': [member('senders', `[${Array.from({ length: 11 }, () => sender).join(', ')}]`), tooLong(10)],
  'username @minLength': [member('username', "''"), tooShort(1)],
  'username @maxLength': [member('username', text(65)), tooLong(64)],
  'displayName @minLength': [member('displayName', "''"), tooShort(1)],
  'displayName @maxLength': [member('displayName', text(101)), tooLong(100)],
  'emails @minValue': [added('perMinute', '{ emails: 0 }'), tooSmall(1)],
  'emails @maxValue': [added('perMinute', '{ emails: 10000001 }'), tooLarge(10_000_000)],
  'sms @minValue': [added('perMinute', '{ sms: 0 }'), tooSmall(1)],
  'sms @maxValue': [added('perMinute', '{ sms: 10000001 }'), tooLarge(10_000_000)],
  'instanceMemoryMB one of': [member('instanceMemoryMB', 1024), noneOf],
  'maximumInstanceCount @minValue': [member('maximumInstanceCount', 39), tooSmall(40)],
  'maximumInstanceCount @maxValue': [member('maximumInstanceCount', 1001), tooLarge(1000)],
  'alwaysReadyHttp @minValue': [member('alwaysReadyHttp', -1), tooSmall(0)],
  'alwaysReadyHttp @maxValue': [member('alwaysReadyHttp', 21), tooLarge(20)],
  'alwaysReadySenders @minValue': [member('alwaysReadySenders', -1), tooSmall(0)],
  'alwaysReadySenders @maxValue': [member('alwaysReadySenders', 21), tooLarge(20)],
  'updateStrategy one of': [member('updateStrategy', "'Never'"), noneOf],
  'agendaShards @minValue': [member('agendaShards', 0), tooSmall(1)],
  'agendaShards @maxValue': [member('agendaShards', 65), tooLarge(64)],
  'tier one of': [member('tier', "'Basic'"), noneOf],
  'capacity one of': [member('capacity', 3), 'BCP327'],
  'queueMegabytes one of': [member('queueMegabytes', 1000), noneOf],
  'amount @minValue': [member('amount', 0), tooSmall(1)],
  'amount @maxValue': [member('amount', 10_000_001), tooLarge(10_000_000)],
  'contacts @minLength': [param('contacts', '[]'), tooShort(1)],
  'contacts @maxLength': [param('contacts', `[${Array.from({ length: 51 }, () => "'a'").join(', ')}]`), tooLong(50)],
  'startDate @minLength': [member('startDate', "'2026-12'"), tooShort(10)],
  'startDate @maxLength': [member('startDate', "'2026-12-01T00:00'"), tooLong(10)],
}

/** @param folder of the Bicep files */
export function refusedParameters(folder) {
  const good = readFileSync(join(folder, 'prod.bicepparam'), 'utf8')
  return Object.entries(broken).map(([limit, [[place, change], says]], i) => ({
    limit,
    says,
    file: `refused-${i}.bicepparam`,
    text: good.replace(place, change),
  }))
}

/** Limits that nothing here breaks, and those here that are none. */
export function unbrokenLimits(folder) {
  const source = ['main.bicep', 'types.bicep'].map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
  const limits = new Set(limitsOf(source))
  return [...limits.symmetricDifference(new Set(Object.keys(broken)))]
}

/** A limit is a decorator, a choice of literals or a `fail`, each with the name that it belongs to. */
function limitsOf(source) {
  const named = source.matchAll(/((?:^ *@.+\n)*)^ *(?:param )?(\w+):? (.*)$/gm)
  const declared = [...named].flatMap(([, decorators, name, type]) => [
    ...(decorators.match(/@((min|max)(Value|Length)|allowed)(?=\()/g) ?? []).map((one) => `${name} ${one}`),
    ...(/^\(?\S+ \| /.test(type) ? [`${name} one of`] : []),
  ])
  return [...declared, ...[...source.matchAll(/fail\('(\w+):/g)].map(([, name]) => `${name} fail`)]
}
