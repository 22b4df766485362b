/* global document, Node */

/**
 * An HTML element. Text is always text, never markup; attributes that are false or undefined are left out.
 *
 * @param {string} tag
 * @param {Record<string, string | boolean | undefined>} attributes
 * @param {...(Node | string | undefined | false)} children
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value)
  for (const child of children) if (child !== undefined && child !== false) made.append(asNode(child))
  return made
}

const asNode = (child) => (child instanceof Node ? child : document.createTextNode(child))
