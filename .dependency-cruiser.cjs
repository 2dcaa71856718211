/** Who may import whom. CONTRIBUTING.md draws the same table. */
const rooms = {
  core: [],
  db: ['core'],
  remotion: ['core'],
  collab: ['core', 'db'],
  render: ['core', 'remotion'],
  pipeline: ['core', 'db', 'collab', 'render'],
  app: ['core', 'db', 'collab', 'remotion', 'pipeline'],
}

const names = Object.keys(rooms)
const compositionRoot = '^app/server/(main|worker-main)\\.ts$'

const roomRules = names.map((room) => {
  const forbidden = names.filter((other) => other !== room && !rooms[room].includes(other))
  return {
    name: `${room}-imports-only-what-it-may`,
    severity: 'error',
    comment: `${room}/ may import ${rooms[room].join(', ') || 'nothing of ours'}.`,
    from: { path: `^${room}/`, pathNot: compositionRoot },
    to: { path: `^(${forbidden.join('|')}|scripts|e2e)/` },
  }
})

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'core has no I/O and no framework: zod only.',
      from: { path: '^core/', pathNot: '\\.(test|fixtures)\\.ts$' },
      to: { pathNot: ['^core/', 'node_modules/zod/'] },
    },
    {
      name: 'yjs-stays-in-collab',
      severity: 'error',
      comment: 'Everyone else reads a ClipProject or calls a verb from collab/clip-doc.',
      from: { pathNot: '^(collab/|scripts/)' },
      to: { path: 'node_modules/(yjs|y-protocols|@hocuspocus)/' },
    },
    {
      name: 'collab-has-few-doors',
      severity: 'error',
      comment:
        'Other rooms meet a document through collab/clip-doc or style-doc, the browser also through connect and connect-style.',
      from: { pathNot: `^(collab/|scripts/|${compositionRoot.slice(1)})` },
      to: {
        path: '^collab/',
        pathNot: '^collab/(clip-doc/|style-doc\\.ts$|connect(-style)?\\.ts$)',
      },
    },
    {
      name: 'jobs-are-declarations',
      severity: 'error',
      comment: 'app imports a job to enqueue it, so a job imports only core and other jobs.',
      from: { path: '^pipeline/(jobs/|define-job)', pathNot: '\\.test\\.ts$' },
      to: {
        dependencyTypesNot: ['type-only'],
        pathNot: ['^core/', '^pipeline/(jobs/|define-job)', 'node_modules/zod/'],
      },
    },
    {
      name: 'app-imports-jobs-never-the-worker',
      severity: 'error',
      comment:
        'The website enqueues, and judges addresses; only the composition root runs a worker.',
      from: { path: '^app/', pathNot: compositionRoot },
      to: {
        path: '^pipeline/',
        pathNot: '^pipeline/(jobs/|outbound/|import/video-sites|define-job|queue)',
      },
    },
    {
      name: 'db-only-behind-the-server',
      severity: 'error',
      comment: 'The browser never sees the Postgres driver: only *.server.ts, routes and server/.',
      from: {
        path: '^app/',
        pathNot: [
          '\\.server\\.tsx?$',
          '^app/routes/',
          '^app/(server|trpc|commands|api)/',
          '\\.test\\.tsx?$',
        ],
      },
      to: { path: '^db/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle means two files are one.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      comment: 'An import that resolves nowhere fails at run time.',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^node:', '^virtual:', '\\?(url|raw)$', '^#?build/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(build|data|out)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
