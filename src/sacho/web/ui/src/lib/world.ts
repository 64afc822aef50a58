// The map, laid out once for as long as the page is open: a plane of which each view shows a part.
import { geoCircle, geoGraticule10, geoMercator, geoPath } from 'd3-geo'
import type { FeatureCollection } from 'geojson'
import type { IncidentRow, Place } from './types'

/** Units of the plane around the equator. */
const ROUND = 16_384
const KM_PER_DEGREE = 111.2
/** Below this an area on the plane is an ellipse, to less than its outline is thick. */
const SMALL_KM = 400

const projection = geoMercator().scale(ROUND / (2 * Math.PI)).translate([0, 0]).precision(0.5)
const path = geoPath(projection).digits(2)

export const project = (at: [number, number]): [number, number] => projection(at) ?? [0, 0]
export const invert = (at: [number, number]): [number, number] => projection.invert?.(at) ?? [0, 0]
export const PLANE: [number, number, number, number] = [-ROUND / 2, -ROUND * 0.36, ROUND / 2, ROUND * 0.3]

interface Land {
  grid: string
  countries: string[]
}
let land: Promise<Land> | null = null

/** The countries, fetched and laid out at first use. */
export function lands(): Promise<Land> {
  land ??= Promise.all([import('world-atlas/countries-50m.json'), import('topojson-client')]).then(([{ default: atlas }, { feature }]) => {
    const world = feature(atlas as never, 'countries') as unknown as FeatureCollection
    return { grid: path(geoGraticule10()) ?? '', countries: world.features.map((country) => path(country) ?? '') }
  })
  return land
}

/** What the words of one incident leave open, on the plane: never a point. */
export interface Area {
  row: IncidentRow
  told: Place
  x: number
  y: number
  rx: number
  ry: number
  /** The outline where an ellipse would not do. */
  outline: string | null
}

const known = new Map<string, Omit<Area, 'row' | 'told'>>()

function shape(latitude: number, longitude: number, km: number): Omit<Area, 'row' | 'told'> {
  const key = `${latitude} ${longitude} ${km}`
  let made = known.get(key)
  if (made) return made
  const degrees = km / KM_PER_DEGREE
  const [north, south] = [latitude + degrees, latitude - degrees]
  const wide = degrees / Math.max(0.02, Math.cos((latitude * Math.PI) / 180))
  if (km <= SMALL_KM && north < 80 && south > -80 && Math.abs(longitude) + wide < 180) {
    const top = project([longitude, north])
    const bottom = project([longitude, south])
    const ry = (bottom[1] - top[1]) / 2
    made = { x: top[0], y: (top[1] + bottom[1]) / 2, rx: (wide / 360) * ROUND, ry, outline: null }
  } else {
    const ring = geoCircle().center([longitude, latitude]).radius(degrees).precision(4)()
    const [[left, up], [right, down]] = path.bounds(ring)
    made = { x: (left + right) / 2, y: (up + down) / 2, rx: (right - left) / 2, ry: (down - up) / 2, outline: path(ring) }
  }
  known.set(key, made)
  return made
}

/** The areas of all that are placed, the widest first, so that the others lie on top. */
export function areasOf(rows: IncidentRow[]): Area[] {
  const found: Area[] = []
  for (const row of rows) {
    const told = row.places.find((p) => p.latitude !== null && p.longitude !== null)
    if (told) found.push({ row, told, ...shape(told.latitude ?? 0, told.longitude ?? 0, Math.max(3, told.radius_km ?? 3)) })
  }
  return found.sort((a, b) => b.rx * b.ry - a.rx * a.ry)
}
