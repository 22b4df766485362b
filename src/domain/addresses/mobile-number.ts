import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** The number in E.164 form; undefined unless it starts with a country code (`+` or `00`) and is valid there. */
export function canonicalNumber(text: string): string | undefined {
  const international = text.startsWith('00') ? `+${text.slice(2)}` : text
  if (!international.startsWith('+')) return undefined
  const number = parsePhoneNumberFromString(international)
  return number?.isValid() === true ? number.number : undefined
}

export const isMobileNumber = (text: string) => canonicalNumber(text) !== undefined

/** A number as the registers hold it, with the Norwegian country code where a mobile number lacks one. */
export function numberFromRegister(text: string): string {
  if (text.startsWith('00')) return `+${text.slice(2)}`
  return /^[49]\d{7}$/.test(text) ? `+47${text}` : text
}
