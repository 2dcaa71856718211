import { SourceMap } from 'node:module'
import type { TransformFailure } from 'esbuild'
import ts from 'typescript'
import {
  type CompiledStyle,
  MAX_SOURCE,
  STYLE_MODULES,
  type StyleFault,
} from '#core/written-style.ts'

export type Compiled = { ok: true; style: CompiledStyle } | { ok: false; faults: StyleFault[] }

/** Faults told at once. */
const MOST_FAULTS = 20

/**
 * Makes a style's source into what the sandbox runs: checked for what it imports, with a count in every
 * loop and function, so that an endless one is told with its line. A written style is never run here.
 */
export async function compileStyle(source: string): Promise<Compiled> {
  try {
    return await compile(source)
  } catch (error) {
    // Both readers go as deep as the text does.
    if (error instanceof RangeError)
      return failed([{ say: 'This is nested too deeply.', line: null }])
    throw error
  }
}

async function compile(source: string): Promise<Compiled> {
  if (source.length > MAX_SOURCE)
    return failed([
      {
        say: `This has ${source.length.toLocaleString('en')} letters; a style may have ${MAX_SOURCE.toLocaleString('en')}.`,
        line: null,
      },
    ])
  const file = ts.createSourceFile(
    'style.tsx',
    source,
    ts.ScriptTarget.ES2022,
    true,
    ts.ScriptKind.TSX,
  )
  const faults = faultsOf(file)
  if (faults.length > 0) return failed(faults)
  const { transform } = await import('esbuild')
  try {
    const { code, map } = await transform(counted(file, source), {
      loader: 'tsx',
      format: 'cjs',
      target: 'es2022',
      jsx: 'automatic',
      sourcemap: 'external',
      sourcefile: 'style.tsx',
      legalComments: 'none',
      charset: 'utf8',
      // What the page it runs in says counts, not what somebody wrote at its top.
      tsconfigRaw: '{}',
    })
    return { ok: true, style: { code, lines: linesOf(code, map) } }
  } catch (error) {
    const { errors = [] } = error as Partial<TransformFailure>
    if (errors.length === 0) throw error
    return failed(
      errors.map(({ text, location }) => ({ say: `${text}.`, line: location?.line ?? null })),
    )
  }
}

const failed = (faults: StyleFault[]): Compiled => ({
  ok: false,
  faults: faults.slice(0, MOST_FAULTS).map(({ say, line }) => ({ say: say.slice(0, 500), line })),
})

/** What can be told from the text: what it is not written well, and what it may not have. */
function faultsOf(file: ts.SourceFile): StyleFault[] {
  const lineOf = (at: number) => file.getLineAndCharacterOfPosition(at).line + 1
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] }
  const faults: StyleFault[] = parseDiagnostics.map(({ messageText, start }) => ({
    say: ts.flattenDiagnosticMessageText(messageText, ' '),
    line: lineOf(start),
  }))
  if (faults.length > 0) return faults
  const refuse = (node: ts.Node, say: string) => {
    faults.push({ say, line: lineOf(node.getStart(file)) })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || (ts.isExportDeclaration(node) && node.moduleSpecifier)) {
      const { text } = node.moduleSpecifier as ts.StringLiteral
      if (!(STYLE_MODULES as readonly string[]).includes(text))
        refuse(
          node,
          `A style cannot import “${text.slice(0, 60)}”. It may import ${STYLE_MODULES.join(', ')}.`,
        )
    }
    if (ts.isImportEqualsDeclaration(node)) refuse(node, 'Write import … from … instead.')
    if (ts.isCallExpression(node)) {
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword)
        refuse(node, 'A style cannot import while it runs.')
      if (ts.isIdentifier(node.expression) && /^(require|eval)$/.test(node.expression.text))
        refuse(node, `A style cannot call ${node.expression.text}.`)
    }
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      refuse(node, 'A style has no import.meta.')
    if (ts.isAwaitExpression(node) || hasModifier(node, ts.SyntaxKind.AsyncKeyword))
      refuse(node, 'A style waits for nothing: a picture is drawn at once.')
    if (ts.isWithStatement(node)) refuse(node, 'A style cannot use with.')
    if (ts.isIdentifier(node) && node.text === TICK) refuse(node, `The name ${TICK} is taken.`)
    ts.forEachChild(node, visit)
  }
  visit(file)
  const exported = file.statements.some(
    (statement) =>
      ts.isExportAssignment(statement) || hasModifier(statement, ts.SyntaxKind.DefaultKeyword),
  )
  if (faults.length === 0 && !exported && !/export\s*\{[^}]*\bdefault\b/.test(file.text))
    faults.push({
      say: 'A style exports its component: export default function Style({ page, props }) { … }',
      line: null,
    })
  return faults
}

const hasModifier = (node: ts.Node, kind: ts.SyntaxKind) =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((one) => one.kind === kind) ?? false)

const TICK = '__tick'

/** The same text, line by line, with a count at the start of each loop and function. */
function counted(file: ts.SourceFile, source: string): string {
  const inserted: { at: number; text: string; order: number }[] = []
  const add = (at: number, text: string) => inserted.push({ at, text, order: inserted.length })
  const tickAt = (node: ts.Node) =>
    `${TICK}(${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1})`
  const visit = (node: ts.Node): void => {
    if (ts.isIterationStatement(node, false)) begin(node.statement, node)
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const body = node.body as ts.ConciseBody
      if (ts.isBlock(body)) add(afterDirectives(body), `${tickAt(node)};`)
      else wrap(body, `(${tickAt(node)},(`, '))')
    }
    ts.forEachChild(node, visit)
  }
  const begin = (body: ts.Statement, loop: ts.Node) => {
    if (ts.isBlock(body)) add(body.getStart(file) + 1, `${tickAt(loop)};`)
    else wrap(body, `{${tickAt(loop)};`, '}')
  }
  // What is inside is visited later: its text goes inside ours.
  const wrap = (node: ts.Node, before: string, after: string) => {
    add(node.getStart(file), before)
    inserted.push({ at: node.getEnd(), text: after, order: -inserted.length })
  }
  visit(file)
  inserted.sort((a, b) => a.at - b.at || a.order - b.order)
  let text = ''
  let from = 0
  for (const { at, text: piece } of inserted) {
    text += source.slice(from, at) + piece
    from = at
  }
  return text + source.slice(from)
}

/** Where a function's own statements begin: what is said of it as a whole stays first. */
function afterDirectives(body: ts.Block): number {
  let at = body.getStart() + 1
  for (const statement of body.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break
    at = statement.getEnd()
  }
  return at
}

/** For each line of the code, where most of it comes from. */
function linesOf(code: string, map: string): number[] {
  const origins = new SourceMap(JSON.parse(map))
  return code.split('\n').map((line, i) => {
    const column = Math.max(0, line.search(/\S/))
    const entry = origins.findEntry(i, column)
    return 'originalLine' in entry ? entry.originalLine + 1 : 0
  })
}
