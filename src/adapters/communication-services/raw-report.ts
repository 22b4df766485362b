const mostCharacters = 1024

/** A report as it came, as far as it is kept for support. */
export const rawReport = (data: object) => JSON.stringify(data).slice(0, mostCharacters)
