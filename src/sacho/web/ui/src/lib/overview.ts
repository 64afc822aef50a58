// What an overview shows, as its address says it; the same rules as the interface's own filter.
import type { IncidentRow, Place } from './types'

export type Box = [number, number, number, number]
export interface Wanted {
  class: string
  kind: string
  from: string
  to: string
  box: Box | null
  differ: boolean
  field: string
}
const KM_PER_DEGREE = 111.2
export const DAY = 86_400_000
export const time = (iso: string): number => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`)
export const iso = (at: number): string => new Date(at).toISOString().slice(0, 10)

export function wantedOf(query: URLSearchParams): Wanted {
  const box = (query.get('box') ?? '').split(',').map(Number)
  const day = (name: string): string => (/^\d{4}-\d\d-\d\d$/.test(query.get(name) ?? '') ? (query.get(name) ?? '') : '')
  return {
    class: query.get('class') ?? '', kind: query.get('kind') ?? '', from: day('from'), to: day('to'),
    box: box.length === 4 && box.every(Number.isFinite) ? (box as Box) : null,
    differ: query.get('differ') === 'true', field: query.get('field') ?? 'killed',
  }
}

/** As the interface takes it; with `field`, as the address keeps it. */
export function queryOf(wanted: Wanted, whole: boolean): string {
  const told = new URLSearchParams()
  for (const name of ['class', 'kind', 'from', 'to'] as const) if (wanted[name]) told.set(name, wanted[name])
  if (wanted.box) told.set('box', wanted.box.map((n) => n.toFixed(3)).join(','))
  if (wanted.differ) told.set('differ', 'true')
  if (whole && wanted.field !== 'killed') told.set('field', wanted.field)
  const query = told.toString()
  return query ? `?${query}` : ''
}

export function reaches(place: Place, box: Box): boolean {
  if (place.latitude === null || place.longitude === null) return false
  const [west, south, east, north] = box
  const reach = (place.radius_km ?? 0) / KM_PER_DEGREE
  if (place.latitude < south - reach || place.latitude > north + reach) return false
  const wide = reach / Math.max(0.05, Math.cos((place.latitude * Math.PI) / 180))
  if (west <= east) return place.longitude >= west - wide && place.longitude <= east + wide
  return place.longitude >= west - wide || place.longitude <= east + wide
}

export function isWanted(row: IncidentRow, wanted: Wanted): boolean {
  if (wanted.class && row.class !== wanted.class) return false
  if (wanted.kind && row.kind !== wanted.kind) return false
  if (wanted.differ && row.differ.length === 0) return false
  if (wanted.from || wanted.to) {
    const within = row.periods.some(
      (p) => p.earliest && p.latest && !(wanted.from && p.latest.slice(0, 10) < wanted.from) && !(wanted.to && p.earliest.slice(0, 10) > wanted.to),
    )
    if (!within) return false
  }
  const { box } = wanted
  return !box || row.places.some((p) => reaches(p, box))
}

export interface Bar {
  row: IncidentRow
  from: number
  to: number
  lane: number
}

/** Intervals in as few lanes as hold them apart; `gap` is in the same unit as the times. */
export function lanes(rows: IncidentRow[], gap: number): Bar[] {
  const dated = rows.flatMap((row) => {
    const told = row.periods.find((p) => p.earliest && p.latest)
    return told?.earliest && told.latest ? [{ row, from: time(told.earliest), to: time(told.latest) + DAY, lane: 0 }] : []
  })
  dated.sort((a, b) => a.from - b.from || a.to - b.to)
  const ends: number[] = []
  for (const bar of dated) {
    let lane = ends.findIndex((end) => end <= bar.from)
    if (lane < 0) lane = ends.length
    ends[lane] = bar.to + gap
    bar.lane = lane
  }
  return dated
}
