import { StyleFailure } from './sandbox.ts'

/**
 * Makes a picture of what a style gave: known SVG elements alone, nothing that moves by itself, loads
 * anything or runs. What else it holds is refused by name rather than left out.
 */

const ELEMENTS = new Set(
  (
    'g path rect circle ellipse line polyline polygon text tspan defs lineargradient radialgradient ' +
    'stop clippath mask pattern filter fegaussianblur feoffset femerge femergenode feflood fecomposite ' +
    'feblend fecolormatrix fecomponenttransfer fefuncr fefuncg fefuncb fefunca femorphology fedropshadow ' +
    'symbol use svg title desc'
  ).split(' '),
)

const ATTRIBUTES =
  /^(id|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|dx|dy|fx|fy|d|points|width|height|viewbox|transform|transform-origin|opacity|fill|fill-.*|stroke|stroke-.*|paint-order|offset|stop-.*|gradientunits|gradienttransform|spreadmethod|patternunits|patterntransform|patterncontentunits|clip-path|clip-rule|clippathunits|mask|maskunits|maskcontentunits|filter|filterunits|primitiveunits|in|in2|result|stddeviation|edgemode|mode|operator|values|type|radius|k1|k2|k3|k4|slope|intercept|tablevalues|amplitude|exponent|flood-.*|color|color-interpolation.*|text-anchor|dominant-baseline|alignment-baseline|baseline-shift|font-.*|letter-spacing|word-spacing|direction|unicode-bidi|textlength|lengthadjust|rotate|overflow|role|aria-.*|style|href|class|preserveaspectratio|visibility|display|vector-effect|shape-rendering|text-rendering|mix-blend-mode|isolation|xml:space)$/

/** Elements of one picture. */
const MAX_ELEMENTS = 4000

/** `prefix` keeps names of one picture apart from those of others on the same page. */
export function cleanMarkup(markup: string, prefix: string): SVGGElement {
  const group = document.createElementNS('http://www.w3.org/2000/svg', 'g')
  // Parsed where nothing loads or runs. An SVG in it is read as one would be in a page.
  const read = new DOMParser().parseFromString(`<svg>${markup}</svg>`, 'text/html')
  const [root, more] = read.body.childNodes
  if (read.head.childNodes.length > 0 || more || root?.nodeName.toLowerCase() !== 'svg')
    throw refused('something that is no SVG')
  let count = 0
  const copy = (from: Node, to: Element) => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        to.append(node.textContent ?? '')
        continue
      }
      if (!(node instanceof Element)) throw refused('something that is no element')
      if (++count > MAX_ELEMENTS) throw refused(`more than ${MAX_ELEMENTS} elements`)
      const name = node.nodeName
      if (!ELEMENTS.has(name.toLowerCase()) || node.namespaceURI !== group.namespaceURI)
        throw refused(`<${name.toLowerCase().slice(0, 40)}>`)
      const made = document.createElementNS(group.namespaceURI, name)
      for (const { name: attribute, value } of node.attributes) {
        if (!ATTRIBUTES.test(attribute.toLowerCase()))
          throw refused(`the attribute ${attribute.slice(0, 40)}`)
        made.setAttribute(attribute, cleanValue(attribute.toLowerCase(), value, prefix))
      }
      to.append(made)
      copy(node, made)
    }
  }
  copy(root, group)
  return group
}

function cleanValue(name: string, value: string, prefix: string): string {
  if (name === 'id') return `${prefix}${value}`
  if (name === 'href') {
    if (!/^#[\w:.-]+$/.test(value)) throw refused('an address')
    return `#${prefix}${value.slice(1)}`
  }
  if (name === 'style' && /animation|transition|@|\\|position|expression/i.test(value))
    throw refused('a style that moves by itself, or is placed outside the picture')
  if (/\\/.test(value) && /url/i.test(value)) throw refused('an address')
  return value.replace(/url\(\s*(['"]?)(.*?)\1\s*\)/gi, (_, _quote, to: string) => {
    if (!/^#[\w:.-]+$/.test(to)) throw refused('an address')
    return `url(#${prefix}${to.slice(1)})`
  })
}

const refused = (what: string) =>
  new StyleFailure({
    say: `A style may not draw ${what}. It draws SVG, and nothing else.`,
    line: null,
  })
