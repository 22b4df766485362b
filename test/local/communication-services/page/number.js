/** A Norwegian mobile number as people write it; anything else as it is. */
export const spaced = (number) => number.replace(/^(\+47)([49]\d{2})(\d{2})(\d{3})$/, '$1 $2 $3 $4')
