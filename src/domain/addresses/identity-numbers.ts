/** Eleven digits. Control digits are not checked: synthetic people have other ones. */
export const isNationalIdentityNumber = (text: string) => /^\p{Nd}{11}$/u.test(text)

/** Nine digits, likewise without a control digit. */
export const isOrganizationNumber = (text: string) => /^\p{Nd}{9}$/u.test(text)
