/** Where the other pages are and what this one may ask, as the process was told. */
export const links = await fetch('/page/links').then((response) => response.json())
