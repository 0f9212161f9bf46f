/**
 * `expect(changes).toMean(lines)`: the same answer, whatever the words. A refusal is a refusal, however many things it
 * names; what is silent counts as nothing.
 */
const silent = ['validation-data', 'signature']

/** Categories of lines like `content page-content Pages/1/Contents`. */
function meaningOf(lines: readonly string[]): string[] {
  const categories = [...new Set(lines.map((line) => line.split(' ')[0] ?? ''))]
  if (categories.includes('content')) return ['content']
  return categories.filter((category) => !silent.includes(category)).sort()
}

/** For `expect.extend`. */
export const meaning = {
  toMean(received: readonly string[], expected: readonly string[]) {
    const [is, should] = [meaningOf(received), meaningOf(expected)]
    return {
      pass: is.join() === should.join(),
      message: () =>
        `means ${is.join(', ') || 'nothing'}, must mean ${should.join(', ') || 'nothing'}:\n${received.join('\n')}`,
    }
  },
}

declare module 'vitest' {
  // vitest's own parameters: every declaration must have them.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    toMean(expected: T extends readonly string[] ? readonly string[] : never): R
  }
}
