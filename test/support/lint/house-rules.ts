/** Lint rules of this project that oxlint lacks: loaded by .oxlintrc.json, tested by test/lint.test.ts. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

interface Node {
  readonly type: string
  readonly range: readonly [number, number]
  readonly parent?: Node
  readonly callee?: Node & { readonly name?: string; readonly object?: Node & { readonly name?: string } }
  readonly arguments?: readonly Node[]
  readonly value?: unknown
}
interface Place {
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
}
interface SourceCode {
  readonly text: string
  readonly lines: readonly string[]
  getAllComments(): readonly Node[]
}
interface Context {
  readonly filename: string
  readonly sourceCode: SourceCode
  report(finding: { node: Node; message: string } | { loc: Place; message: string }): void
}
type Visitor = Record<string, (node: Node) => void>

/**
 * Places that may break a rule: each file with the number of allowed findings and the reason. An entry is removed when
 * its file is fixed. test/lint.test.ts refuses outdated entries; with DES_LINT_ALL=1 the list is ignored.
 */
const known: Record<string, Record<string, { findings: number; reason: string }>> = process.env['DES_LINT_ALL'] === '1'
  ? {}
  : (JSON.parse(readFileSync(path.join(import.meta.dirname, 'known-places.json'), 'utf8')) as typeof known)

const COLUMNS = 120
const LINES = 80
const NESTED_TERNARIES = 1
const MAY_BE_LONG = new Set(['describe'])

/** Reports the findings that exceed the known ones of a file. */
function reporter(rule: string, context: Context): Context['report'] {
  const file = path.relative(process.cwd(), context.filename).split(path.sep).join('/')
  let left = known[rule]?.[file]?.findings ?? 0
  return (finding) => {
    if (left > 0) left--
    else context.report(finding)
  }
}

/** Counts lines of code, without comments and blank lines. */
function codeLines(source: SourceCode, [start, end]: Node['range']): number {
  let text = source.text.slice(start, end)
  for (const { range } of source.getAllComments())
    if (range[0] >= start && range[1] <= end) {
      const comment = source.text.slice(...range)
      text = text.replace(comment, () => comment.replaceAll(/[^\n]/g, ''))
    }
  return text.split('\n').filter((line) => line.trim() !== '').length
}

/** `describe(…)`, `describe.skipIf(…)(…)`: a group of tests, not one function. */
function isGroupOfTests(node: Node): boolean {
  let call = node.parent
  if (call?.type !== 'CallExpression') return false
  while (call?.type === 'CallExpression') call = call.callee
  const name = call?.type === 'MemberExpression' ? (call as { object?: { name?: string } }).object?.name : undefined
  return MAY_BE_LONG.has(name ?? (call as { name?: string } | undefined)?.name ?? '')
}

const shortFunctions = {
  create(context: Context): Visitor {
    const report = reporter('short-functions', context)
    const check = (node: Node) => {
      if (node.range[1] - node.range[0] < LINES || isGroupOfTests(node)) return
      const lines = codeLines(context.sourceCode, node.range)
      if (lines > LINES) report({ node, message: `A function of ${lines} lines; at most ${LINES}.` })
    }
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check }
  },
}

const lineLocation = (line: number, end: number): Place => ({
  start: { line, column: COLUMNS },
  end: { line, column: end },
})

/** Lines that are long because of a text, a pattern or an address are allowed. */
const shortLines = {
  create(context: Context): Visitor {
    const { lines, text } = context.sourceCode
    if (lines.every((line) => line.length <= COLUMNS)) return {}
    const words: Node['range'][] = []
    const keep = (node: Node) => void words.push(node.range)
    return {
      Literal: (node) => {
        if (typeof node.value === 'string' || text[node.range[0]] === '/') keep(node)
      },
      TemplateLiteral: keep,
      JSXText: keep,
      'Program:exit': () => {
        let start = 0
        for (const [index, line] of lines.entries()) {
          const end = start + line.length
          const long = line.length > COLUMNS && !/https?:\/\//.test(line)
          if (long && !words.some(([from, to]) => from < end && to > start))
            context.report({
              loc: lineLocation(index + 1, line.length),
              message: `A line of ${line.length} columns; at most ${COLUMNS}.`,
            })
          start = end + (text.startsWith('\r\n', end) ? 2 : 1)
        }
      },
    }
  },
}

/** One nested choice is still readable, a second one is not. */
const shallowTernaries = {
  create(context: Context): Visitor {
    const report = reporter('shallow-ternaries', context)
    const nesting = (node: Node | undefined): number =>
      node === undefined || /Function|Statement|Program|JSXElement/.test(node.type)
        ? 0
        : nesting(node.parent) + (node.type === 'ConditionalExpression' ? 1 : 0)
    return {
      ConditionalExpression: (node) => {
        if (nesting(node) > NESTED_TERNARIES + 1)
          report({ node, message: `Ternaries nest deeper than ${NESTED_TERNARIES}.` })
      },
    }
  },
}

const noCurrentMoment = {
  create(context: Context): Visitor {
    return {
      NewExpression: (node) => {
        if (node.callee?.name === 'Date' && node.arguments?.length === 0)
          context.report({ node, message: 'This room is pure: pass the moment in.' })
      },
    }
  },
}

export default {
  meta: { name: 'house' },
  rules: {
    'short-functions': shortFunctions,
    'short-lines': shortLines,
    'shallow-ternaries': shallowTernaries,
    'no-current-moment': noCurrentMoment,
  },
}
