/**
 * The arrows of docs/architecture.md, "Rooms", as law. test/layers.test.ts plants breaches and proves that each is
 * found. A room may import itself, the rooms listed for it, and (but for the domain) packages.
 */
const rooms = {
  'src/domain': [],
  'src/files': [],
  'src/threads': ['src/domain'],
  'src/protocol': ['src/domain', 'src/files', 'src/request'],
  'src/request': ['src/domain', 'src/protocol'],
  'src/signature': [],
  'src/paper': ['src/domain', 'src/files', 'src/threads', 'src/signature'],
  'src/devices': ['src/domain', 'src/files', 'src/threads'],
  'src/mail': ['src/domain', 'src/files', 'src/signature', 'src/paper'],
  'src/desk': [
    'src/domain',
    'src/files',
    'src/threads',
    'src/protocol',
    'src/request',
    'src/signature',
    'src/paper',
    'src/devices',
    'src/mail',
  ],
  'src/central': [
    'src/domain',
    'src/files',
    'src/threads',
    'src/protocol',
    'src/request',
    'src/signature',
    'src/paper',
  ],
  'src/demonstration': [
    'src/domain',
    'src/files',
    'src/protocol',
    'src/request',
    'src/signature',
    'src/paper',
    'src/central',
  ],
  'src/office': [
    'src/domain',
    'src/files',
    'src/protocol',
    'src/request',
    'src/signature',
    'src/paper',
    'src/devices',
    'src/desk',
    'src/central',
    'src/demonstration',
  ],
  electron: ['src/protocol', 'src/request', 'src/domain', 'src/files', 'src/desk', 'src/devices'],
  renderer: ['src/domain', 'src/files', 'src/protocol', 'src/request'],
}
/**
 * What each room of the centre may import of the others, as its README states. Every room may also import its database
 * (`store`) and `random.ts`; its handlers the types and callers of `http`.
 */
const centralRooms = {
  audit: ['folder/', 'keys/key-ring\\.ts$'],
  commands: ['keys/', 'people/(authority|users)\\.ts$', '[^/]+/acts/'],
  dossiers: ['keys/'],
  execution: ['dossiers/', 'keys/', 'papers/'],
  folder: [],
  house: [],
  integrity: ['audit/', 'folder/', 'sync/attachments/'],
  http: [
    'audit/',
    '.+/handlers\\.ts$',
    'people/',
    'workstations/',
    'keys/',
    'sync/attachments/',
    'papers/',
    'commands/',
  ],
  keys: ['folder/'],
  papers: ['house/', 'keys/', 'commands/command\\.ts$'],
  people: ['keys/'],
  registration: ['workstations/', 'commands/command\\.ts$'],
  review: ['execution/', 'papers/', 'registration/numbers/', 'commands/command\\.ts$'],
  store: ['audit/append-audit\\.ts$', 'folder/start-refused\\.ts$'],
  sync: ['commands/', 'folder/', 'house/', 'keys/', 'people/', 'workstations/'],
  workstations: ['keys/', 'registration/numbers/'],
}
const atCentre = (part) => `^src/central/${part}`
const CENTRAL_HANDLERS = '^src/central/.+/handlers\\.ts$'
const typesOnly = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: '\\.test\\.ts$', ...from },
  to: { dependencyTypesNot: ['type-only'], ...to },
})

/** The desk's rooms that all others may use: what is kept, what is reported, what is called. */
const DESK_FOUNDATIONS = '(audit|blobs|cache|central-client|clock|events|journal|keys)'
const ours = '^(src|electron|renderer)/'
const path = (room) => `^${room}/`

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `${room.replace('/', '-')}-arrows`,
      comment: `${room} may import only itself${allowed.length ? ' and ' + allowed.join(', ') : ''}.`,
      severity: 'error',
      from: { path: path(room), pathNot: '\\.test\\.tsx?$' },
      to: { path: ours, pathNot: [room, ...allowed].map(path) },
    })),
    {
      name: 'tests-stay-in-their-layers',
      comment: 'Unit tests beside the code keep the same arrows; what crosses rooms stands under test/.',
      severity: 'error',
      from: { path: '^src/(desk)/.*\\.test\\.ts$' },
      to: { path: '^src/central/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain imports no package and no Node module.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'unknown'] },
    },
    {
      name: 'acts-rest-on-shapes',
      comment:
        'Acts use the shapes of the protocol (its files); its contracts (desk, sync, …) use the acts. Never both ways.',
      severity: 'error',
      from: { path: '^src/request/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/protocol/',
        pathNot: '^src/protocol/(canonical|commands|problem|request|values)\\.ts$',
      },
    },
    {
      name: 'shapes-know-no-act',
      comment: 'The other half of acts-rest-on-shapes.',
      severity: 'error',
      from: { path: '^src/protocol/(canonical|commands|problem|request|values)\\.ts$' },
      to: { path: '^src/request/' },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^(renderer|src/protocol|src/request)/', pathNot: '(\\.test\\.tsx?$)|(vite\\.config\\.ts$)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'migrations-import-only-the-ddl-helpers',
      comment: 'A migration stays as it was written: it may not depend on code that goes on changing.',
      severity: 'error',
      from: { path: '/migrations/[0-9]{4}-[^/]*\\.ts$', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/central/store/ddl/' },
    },
    {
      name: 'desk-foundations',
      comment: 'What everything at the desk rests on imports no room above it (src/desk/README.md).',
      severity: 'error',
      from: { path: `^src/desk/${DESK_FOUNDATIONS}/`, pathNot: '\\.test\\.ts$' },
      to: { path: '^src/desk/', pathNot: `^src/desk/(${DESK_FOUNDATIONS}/|surroundings\\.ts$)` },
    },
    {
      name: 'desk-hosts-know-the-interface',
      comment: 'A host carries the calls of a desk and cannot reach past its interface.',
      severity: 'error',
      from: { path: '^src/desk/hosts/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/desk/', pathNot: '^src/desk/(hosts/|desk-interface\\.ts$)' },
    },
    {
      name: 'desk-procedures-are-outermost',
      comment: 'Only procedures see all parts of the desk and the door; only the table of procedures sees them.',
      severity: 'error',
      from: { path: '^src/desk/[^/]+/', pathNot: '(/procedures\\.ts$)|(\\.test\\.ts$)|(^src/desk/door/)' },
      to: { path: '^src/desk/(.*/procedures\\.ts$|parts\\.ts$|door/)' },
    },
    ...Object.entries(centralRooms).map(([room, allowed]) => ({
      name: `central-${room}`,
      comment: `src/central/${room}/README.md states what this room imports of the others.`,
      severity: 'error',
      from: { path: atCentre(`${room}/`), pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/central/',
        pathNot: [
          ...[`${room}/`, 'random\\.ts$', 'http/(route|services|callers/caller)\\.ts$'],
          ...(room === 'keys' ? [] : ['store/']),
          ...allowed,
        ].map(atCentre),
      },
    })),
    {
      name: 'central-handlers-are-outermost',
      comment: 'Only the table of handlers imports them: no act, and no other room, calls a handler.',
      severity: 'error',
      from: { path: '^src/central/', pathNot: '(^src/central/http/handlers\\.ts$)|(\\.test\\.ts$)' },
      to: { path: CENTRAL_HANDLERS, pathNot: '^src/central/http/handlers\\.ts$' },
    },
    {
      name: 'central-acts-are-outermost',
      comment: 'Only the table of acts imports them: no handler, no other act, and no other room.',
      severity: 'error',
      from: { path: '^src/central/', pathNot: '(^src/central/commands/index\\.ts$)|(\\.test\\.ts$)' },
      to: { path: '^src/central/[^/]+/acts/' },
    },
    {
      name: 'central-http-is-for-handlers',
      comment: 'What is not a handler can be called without a request over HTTP.',
      severity: 'error',
      from: { path: '^src/central/[^/]+/', pathNot: ['^src/central/http/', CENTRAL_HANDLERS, '\\.test\\.ts$'] },
      to: { path: '^src/central/http/' },
    },
    typesOnly(
      'central-types-of-commands',
      'An act is applied by `commands` and knows only its types; only `sync` runs commands.',
      { path: '^src/central/', pathNot: '(^src/central/(commands|sync)/)|(^src/central/[^/]+\\.ts$)|(\\.test\\.ts$)' },
      { path: '^src/central/commands/' },
    ),
    typesOnly(
      'central-types-of-services',
      'The server knows what handlers work with, but uses only the types of it.',
      { path: '^src/central/http/services\\.ts$' },
      { path: '^src/central/', pathNot: '^src/central/(random\\.ts$|http/)' },
    ),
    typesOnly(
      'central-types-of-workstations',
      'The registry knows the type of a workstation; workstations release their numbers through the registry.',
      { path: '^src/central/registration/' },
      { path: '^src/central/workstations/' },
    ),
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?(url|raw|worker)$' } },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^(src|renderer)/', pathNot: '(\\.test\\.tsx?$)|(/vite\\.config\\.ts$)|(^src/office/)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts', '.json'],
    },
    exclude: { path: '(^dist/)|(^out/)|(^\\.vite/)' },
  },
}
