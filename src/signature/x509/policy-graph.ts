/**
 * Processing of certificate policies (RFC 5280, 6.1.2 a, 6.1.3 d-e, 6.1.4 a-b, 6.1.5 g) over the graph of RFC 9618,
 * which gives the results of the tree without its exponential growth: one node for each policy and depth, with all its
 * parents.
 */
import { anyPolicy } from './oids.ts'
import type { PolicyInformation } from './extensions.ts'

type Node = { readonly policy: string; expected: ReadonlySet<string>; readonly parents: Set<Node> }
type Level = Map<string, Node>

/** Levels from depth 0 on; undefined when no policy is left (the tree is NULL). */
export type PolicyGraph = readonly Level[] | undefined

export function initialGraph(): PolicyGraph {
  return [new Map([[anyPolicy, { policy: anyPolicy, expected: new Set([anyPolicy]), parents: new Set<Node>() }]])]
}

/**
 * RFC 5280, 6.1.3 (d) and (e). `anyAllowed`: inhibit_anyPolicy is above 0, or the certificate is self-issued and not
 * the last.
 */
export function withPolicies(
  graph: PolicyGraph,
  policies: readonly PolicyInformation[] | undefined,
  anyAllowed: boolean,
): PolicyGraph {
  const above = graph?.at(-1)
  if (graph === undefined || above === undefined || policies === undefined) return undefined
  const level: Level = new Map()
  for (const { policy } of policies) {
    if (policy === anyPolicy) continue
    const expecting = [...above.values()].filter(({ expected }) => expected.has(policy))
    const any = above.get(anyPolicy)
    const parents = expecting.length > 0 ? expecting : any === undefined ? [] : [any]
    if (parents.length > 0) level.set(policy, nodeOf(policy, parents))
  }
  if (anyAllowed && policies.some(({ policy }) => policy === anyPolicy)) {
    const explicit = new Set(level.keys())
    for (const node of above.values()) {
      for (const policy of node.expected) {
        if (explicit.has(policy)) continue
        const existing = level.get(policy)
        if (existing === undefined) level.set(policy, nodeOf(policy, [node]))
        else existing.parents.add(node)
      }
    }
  }
  return pruned([...graph, level])
}

function nodeOf(policy: string, parents: readonly Node[]): Node {
  return { policy, expected: new Set([policy]), parents: new Set(parents) }
}

/** RFC 5280, 6.1.4 (b). `mappingAllowed`: policy_mapping is above 0; otherwise the mapped policies go. */
export function withMappings(
  graph: PolicyGraph,
  mappings: readonly { readonly issuerDomain: string; readonly subjectDomain: string }[],
  mappingAllowed: boolean,
): PolicyGraph {
  const level = graph?.at(-1)
  if (graph === undefined || level === undefined) return undefined
  const targets = new Map<string, Set<string>>()
  for (const { issuerDomain, subjectDomain } of mappings)
    targets.set(issuerDomain, (targets.get(issuerDomain) ?? new Set()).add(subjectDomain))
  const changed: Level = new Map(level)
  for (const [policy, expected] of targets) {
    const node = level.get(policy)
    const any = level.get(anyPolicy)
    if (!mappingAllowed) changed.delete(policy)
    else if (node !== undefined) node.expected = expected
    else if (any !== undefined) changed.set(policy, { policy, expected, parents: new Set(any.parents) })
  }
  return pruned([...graph.slice(0, -1), changed])
}

/** Drops the nodes that have no child, from the last level upwards. */
function pruned(levels: readonly Level[]): PolicyGraph {
  const kept: Level[] = []
  for (const level of [...levels].reverse()) {
    const below = kept[0]
    if (below === undefined) {
      kept.unshift(level)
      continue
    }
    const used = new Set([...below.values()].flatMap(({ parents }) => [...parents]))
    kept.unshift(new Map([...level].filter(([, node]) => used.has(node))))
  }
  return kept.some((level) => level.size === 0) ? undefined : kept
}

export type PolicyConclusion = {
  /** policies under which the authorities issued this path; contains anyPolicy when they set no bounds */
  readonly authorities: readonly string[]
  /** those of them that the caller asked for */
  readonly user: readonly string[]
}

/** RFC 5280, 6.1.5 (g), as RFC 9618, 5.3 puts it. `wanted` undefined or with anyPolicy in it means every policy. */
export function concludePolicies(graph: PolicyGraph, wanted: readonly string[] | undefined): PolicyConclusion {
  if (graph === undefined) return { authorities: [], user: [] }
  const authorities = new Set<string>()
  for (const level of graph.slice(1))
    for (const node of level.values())
      if (node.policy !== anyPolicy && [...node.parents].some(({ policy }) => policy === anyPolicy))
        authorities.add(node.policy)
  const unbounded = graph.at(-1)?.has(anyPolicy) === true
  if (unbounded) authorities.add(anyPolicy)
  const all = [...authorities]
  if (wanted === undefined || wanted.includes(anyPolicy)) return { authorities: all, user: all }
  return { authorities: all, user: wanted.filter((policy) => unbounded || authorities.has(policy)) }
}
