// Long lists are shown a leaf at a time; which one is part of the address.
export const LEAF = 100

/** The first row of the leaf that an address asks for. */
export function firstOf(query: URLSearchParams): number {
  const told = Number(query.get('row') ?? 0)
  return Number.isFinite(told) && told > 0 ? Math.floor(told / LEAF) * LEAF : 0
}

/** What the desk asks for. */
export function deskOf(query: URLSearchParams): Record<string, string | number> {
  return { show: query.get('show') ?? 'all', first: firstOf(query), many: LEAF }
}
