import { createRequire } from 'node:module'
const require = createRequire('/tmp/wt/faults/')
const ts = require('typescript-eslint')
export default [{ files: ['**/*.ts','**/*.tsx'], languageOptions:{parser: ts.parser}, linterOptions:{reportUnusedDisableDirectives:'off'}, plugins:{'@typescript-eslint':ts.plugin}, rules:{'max-lines-per-function':['error',{max:80,skipBlankLines:true,skipComments:true}],'no-nested-ternary':'error'}}]
