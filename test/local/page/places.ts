/**
 * Where the bar of every page leads: addresses of the start page, which knows where the parts are.
 *
 * @param startUrl ends with a slash
 */
export const placesAt = (startUrl: string) => ({
  start: startUrl,
  inbox: `${startUrl}inbox`,
  people: `${startUrl}people`,
  swagger: `${startUrl}swagger`,
  docs: `${startUrl}docs`,
})
