// A value as people read it: exact about its bounds, in their language.
import { label, room, t } from './room.svelte'
import type { IncidentRow, Place, Problem, Tally, Value } from './types'

export function bounds(low: number, high: number | null): string {
  if (high === null) return t('value.least', { low })
  return low === high ? String(low) : `${low}–${high}`
}

// Made once for each language: making one takes longer than a hundred days take to write.
const formats = new Map<string, Intl.DateTimeFormat>()

function format(how: 'day' | 'moment'): Intl.DateTimeFormat {
  const key = `${room.language} ${how}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(room.language, how === 'day' ? { dateStyle: 'medium', timeZone: 'UTC' } : { dateStyle: 'medium', timeStyle: 'short' })
    formats.set(key, made)
  }
  return made
}

export function day(iso: string): string {
  const date = /^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : null
  return date ? format('day').format(date) : iso.replace('T', ' ')
}

export function moment(iso: string): string {
  return format('moment').format(new Date(iso))
}

export function period(earliest: string | null, latest: string | null): string {
  if (earliest && latest) return earliest === latest ? day(earliest) : `${day(earliest)} – ${day(latest)}`
  if (earliest) return t('value.since', { day: day(earliest) })
  return latest ? t('value.until', { day: day(latest) }) : t('value.unknown')
}

export function place(value: Place): string {
  const where = [value.name, value.admin1, value.country].filter((w, n, all) => w && all.indexOf(w) === n).join(', ')
  if (value.latitude === null) return t('value.unplaced', { where })
  return value.radius_km ? `${where} (±${Math.round(value.radius_km)} km)` : where
}

export function plain(value: Value): string {
  switch (value.type) {
    case 'count':
      return bounds(value.low, value.high)
    case 'period':
      return period(value.earliest, value.latest)
    case 'place':
      return place(value)
    case 'party': {
      const more = [value.age, value.sex, value.status === 'unknown' ? null : value.status].filter(Boolean)
      return more.length ? `${value.name} (${more.join(', ')})` : value.name
    }
    case 'means':
      return value.detail || value.code
    case 'quantity':
      return `${bounds(value.low, value.high)} ${value.unit}${value.per ? ` / ${value.per}` : ''}`
    case 'text': {
      const code = value.code
      if (!code) return value.text
      for (const group of ['kind', 'stage'] as const) {
        if (label(group, code) !== code) return label(group, code)
      }
      return value.text || code
    }
  }
}

/** What may be typed to correct a value, beginning with the value as it is. */
export function typed(value: Value): string {
  if (value.type === 'count') {
    if (value.high === null) return `${value.low}+`
    return value.low === value.high ? String(value.low) : `${value.low}-${value.high}`
  }
  if (value.type === 'text') return value.code ?? value.text
  if (value.type === 'party') return value.name
  return plain(value)
}

export function title(row: IncidentRow): string {
  const where = row.places[0]
  const when = row.periods[0]
  const more = [where ? where.name : null, when ? period(when.earliest?.slice(0, 10) ?? null, when.latest?.slice(0, 10) ?? null) : null]
  return [label('kind', row.kind), ...more.filter(Boolean)].join(' · ')
}

export function done(tally: Tally): number {
  return tally.claims === 0 ? 1 : (tally.claims - tally.unreviewed) / tally.claims
}

const FAMILY: Record<string, string> = {
  period: 'when', place: 'where', means: 'with', quantity: 'with', kind: 'what', stage: 'what',
  perpetrator: 'who', actor: 'who', issuer: 'who', victim: 'who', addressee: 'who', beneficiary: 'who',
  target: 'words', harm: 'words', instruction: 'words', reason: 'words', outcome: 'words',
}

/** Fields of a family share an underline, so that marks are told apart without colour. */
export function family(field: string): string {
  return FAMILY[field] ?? 'count'
}

/** A correction as the interface takes it: plain for counts and words, whole for the rest. */
export function corrected(value: Value, first: string, second: string): string {
  const told = first.trim()
  if (value.type === 'party') return JSON.stringify({ ...value, name: told })
  if (value.type === 'place') {
    return JSON.stringify({
      type: 'place', name: told, country: null, admin1: null, latitude: null, longitude: null,
      radius_km: null, level: value.level, candidates: [], gazetteer_id: null,
    })
  }
  if (value.type === 'period') {
    const basis = { rule: 'given by a person', anchor: null, spans: [], table: null }
    const latest = second.trim() || null
    return JSON.stringify({ type: 'period', earliest: told || null, latest, precision: told === latest ? 'day' : 'days', basis })
  }
  if (value.type === 'means') return JSON.stringify({ ...value, detail: told })
  return told
}

/** What a problem says, in the chosen language; as it was recorded where this page knows no words for it. */
export function told(problem: Problem): { words: string; lang: string } {
  const code = problem.code.endsWith('.unread') ? 'FIELD.unread' : problem.code
  const words = t(`problem.says.${code}` as 'problem.says.text.none')
  return words.startsWith('problem.says.') ? { words: problem.message, lang: 'en' } : { words, lang: room.language }
}
