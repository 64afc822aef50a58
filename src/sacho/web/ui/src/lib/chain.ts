// What came before an incident and what came after, by the relations that reports tell and by dates.
import type { IncidentRow, Related } from './types'

export interface Group {
  relation: string
  forward: boolean
  rows: IncidentRow[]
}

const bounds = (row: IncidentRow): [string, string] | null => {
  const told = row.periods.find((p) => p.earliest && p.latest)
  return told?.earliest && told.latest ? [told.earliest.slice(0, 10), told.latest.slice(0, 10)] : null
}

/** Relations point back in time (the act to its order); dates that exclude it say otherwise. */
function earlier(one: Related, here: IncidentRow): boolean {
  const [mine, its] = [bounds(here), bounds(one.incident)]
  if (mine && its && its[1] < mine[0]) return true
  if (mine && its && its[0] > mine[1]) return false
  return one.relation === 'part-of' ? false : one.forward
}

function grouped(listed: Related[]): Group[] {
  const found = new Map<string, Group>()
  for (const { relation, forward, incident } of listed) {
    const key = `${relation} ${forward}`
    const group = found.get(key) ?? { relation, forward, rows: [] }
    if (!group.rows.some((row) => row.id === incident.id)) group.rows.push(incident)
    found.set(key, group)
  }
  return [...found.values()]
}

export function chain(related: Related[], here: IncidentRow): { before: Group[]; after: Group[]; parts: Group[] } {
  const parts = related.filter((r) => r.relation === 'part-of')
  const rest = related.filter((r) => r.relation !== 'part-of')
  return {
    before: grouped(rest.filter((r) => earlier(r, here))),
    after: grouped(rest.filter((r) => !earlier(r, here))),
    parts: grouped(parts),
  }
}
