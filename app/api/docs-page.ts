type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  default?: unknown
  minimum?: number
  maximum?: number
}
type Content = Record<string, { schema?: Schema }>
type Answer = { description: string; content?: Content }
type Operation = {
  tags?: string[]
  summary?: string
  description?: string
  security?: unknown[]
  parameters?: {
    name: string
    in: string
    required?: boolean
    description?: string
    schema?: Schema
  }[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, Answer | { $ref: string }>
}
export type ApiDocument = {
  info: { title: string; version: string; description: string }
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema>; responses?: Record<string, Answer> }
}

/** The reference as one page that needs nothing else: no script, no other file, no other place. */
export function docsPage(document: ApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags ?? []))]
  const schemas = Object.entries(document.components?.schemas ?? {})
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference · Cliproom</title>
<style>${style}</style>
</head>
<body>
<nav aria-label="Contents">
<a href="/library" class="home">Cliproom</a>
<ul>${tags.map((tag) => `<li><a href="#${anchor(tag)}">${plain(tag)}</a></li>`).join('')}<li><a href="#schemas">Schemas</a></li></ul>
</nav>
<main>
<h1>API reference</h1>
<p>${plain(document.info.description)}</p>
<p>The same as OpenAPI 3.1: <a href="/api/v1/openapi.json">openapi.json</a></p>
${tags
  .map(
    (tag) => `<section id="${anchor(tag)}"><h2>${plain(tag)}</h2>
${operations
  .filter(({ operation }) => operation.tags?.includes(tag))
  .map((one) => operationHtml(one, document))
  .join('\n')}
</section>`,
  )
  .join('\n')}
<section id="schemas"><h2>Schemas</h2>
${schemas.map(([name, schema]) => `<article id="schema-${anchor(name)}"><h3>${plain(name)}</h3>${schemaHtml(schema)}</article>`).join('\n')}
</section>
</main>
</body>
</html>`
}

function operationHtml(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  { components }: ApiDocument,
): string {
  /** Refusals stand once in the document. */
  const told = (answer: Answer | { $ref: string }): Answer =>
    '$ref' in answer
      ? (components?.responses?.[answer.$ref.split('/').at(-1) ?? ''] ?? { description: '' })
      : answer
  const { parameters = [], requestBody, responses } = operation
  return `<details class="op">
<summary><b class="${plain(method)}">${plain(method.toUpperCase())}</b> <code>${plain(path)}</code> <span>${plain(operation.summary ?? '')}</span></summary>
<div>
${operation.description ? `<p>${prose(operation.description)}</p>` : ''}
${parameters.length > 0 ? `<h4>Parameters</h4><table>${parameters.map((one) => `<tr><td><code>${plain(one.name)}</code></td><td>${plain(one.in)}${one.required ? '' : ', optional'}</td><td>${typeOf(one.schema ?? {})}</td><td>${plain(one.description ?? one.schema?.description ?? '')}</td></tr>`).join('')}</table>` : ''}
${requestBody ? `<h4>Body${requestBody.required ? '' : ', optional'}</h4>${contentHtml(requestBody.content)}` : ''}
<h4>Answers</h4>
${Object.entries(responses)
  .map(([status, answer]) => [status, told(answer)] as const)
  .map(
    ([status, { description, content }]) =>
      `<div class="answer"><code>${plain(status)}</code> ${plain(description)}${Number(status) < 300 && content ? contentHtml(content) : ''}</div>`,
  )
  .join('')}
</div></details>`
}

const contentHtml = (content: Content) =>
  Object.entries(content)
    .map(
      ([type, { schema }]) =>
        `<p class="type">${plain(type)}</p>${schema ? schemaHtml(schema) : ''}`,
    )
    .join('')

function schemaHtml(schema: Schema): string {
  if (!schema.properties) return `<p>${typeOf(schema)}</p>`
  const { properties, required = [] } = schema
  return `<table>${Object.entries(properties)
    .map(
      ([name, one]) =>
        `<tr><td><code>${plain(name)}</code></td><td>${required.includes(name) ? '' : 'optional'}</td><td>${typeOf(one)}</td><td>${plain(one.description ?? '')}${one.properties ? schemaHtml(one) : one.items?.properties ? schemaHtml(one.items) : ''}</td></tr>`,
    )
    .join('')}</table>`
}

function typeOf(schema: Schema): string {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return `<a href="#schema-${anchor(name)}">${plain(name)}</a>`
  }
  const several = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (several) return several.map(typeOf).join(' or ')
  if (schema.enum)
    return schema.enum.map((value) => `<code>${plain(String(value))}</code>`).join(' ')
  if (schema.const !== undefined) return `<code>${plain(String(schema.const))}</code>`
  if (schema.items) return `array of ${typeOf(schema.items)}`
  const type = [schema.type ?? 'anything'].flat().join(' or ')
  const range =
    schema.minimum !== undefined && schema.maximum !== undefined && schema.maximum < 1e9
      ? ` ${schema.minimum}–${schema.maximum}`
      : ''
  return plain(`${type}${schema.format ? ` (${schema.format})` : ''}${range}`)
}

const anchor = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
const plain = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c,
  )
const prose = (text: string) =>
  plain(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll('\n\n', '<br>')

const style = `
:root{color-scheme:light dark;--bg:light-dark(#fff,#0e0f11);--panel:light-dark(#f6f6f7,#17181b);--line:light-dark(#e2e3e6,#2a2c31);--text:light-dark(#1a1b1e,#e9eaec);--dim:light-dark(#5d6068,#9a9da6);--link:light-dark(#8a5a00,#ffc53d)}
*{box-sizing:border-box}
body{margin:0;display:flex;min-height:100vh;background:var(--bg);color:var(--text);font:14px/1.5 Inter,system-ui,sans-serif}
nav{position:sticky;top:0;align-self:flex-start;width:200px;height:100vh;overflow:auto;padding:20px;border-right:1px solid var(--line);background:var(--panel)}
nav ul{list-style:none;margin:16px 0;padding:0}nav li a{display:block;padding:4px 0}
.home{font-weight:700}main{flex:1;min-width:0;max-width:1000px;padding:24px 32px}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}a:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:2px}
h1{font-size:26px;margin:0 0 8px}h2{margin:36px 0 8px;font-size:18px}h3{margin:20px 0 4px;font-size:14px}h4{margin:14px 0 4px;font-size:13px}
code{font:12.5px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
.op{border:1px solid var(--line);border-radius:8px;margin:6px 0;background:var(--panel)}
.op summary{cursor:pointer;padding:8px 12px}.op summary span{color:var(--dim)}.op>div{padding:0 14px 14px;overflow-x:auto}
.op b{display:inline-block;min-width:56px;font-size:12px}.get{color:light-dark(#0b6e4f,#4cc38a)}.post{color:light-dark(#0a5fb4,#70b8ff)}.put,.patch{color:light-dark(#8a5a00,#ffc53d)}.delete{color:light-dark(#c0272d,#ff8b8b)}
table{border-collapse:collapse;width:100%}td{border-top:1px solid var(--line);padding:4px 8px 4px 0;vertical-align:top}td:last-child{color:var(--dim)}
.type{color:var(--dim);margin:6px 0 2px}.answer{margin:4px 0}
@media(max-width:760px){body{display:block}nav{position:static;width:auto;height:auto;border-right:0;border-bottom:1px solid var(--line)}nav ul{display:flex;flex-wrap:wrap;gap:0 14px}main{padding:16px}}
`
