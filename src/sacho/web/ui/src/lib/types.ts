// The shapes of the interface under /api/v1, as `openapi.json` describes them.

export type Span = [number, number]

export type Value =
  | { type: 'count'; low: number; high: number | null }
  | { type: 'period'; earliest: string | null; latest: string | null; precision: string; basis: { rule: string; anchor: string | null; table: string | null } }
  | Place
  | { type: 'party'; name: string; age: string | null; sex: string | null; status: string; role: string | null; rank: string | null; nationality: string | null }
  | { type: 'means'; code: string; detail: string }
  | { type: 'quantity'; low: number; high: number | null; unit: string; per: string | null }
  | { type: 'text'; text: string; code: string | null }

export interface Place {
  type: 'place'
  name: string
  country: string | null
  admin1: string | null
  latitude: number | null
  longitude: number | null
  radius_km: number | null
  level: string
  candidates: { name: string; country: string | null; admin1: string | null }[]
}
export type Period = Extract<Value, { type: 'period' }>
export type Count = Extract<Value, { type: 'count' }>

export interface Speaker {
  name: string
  kind: string
  spans: Span[]
}
export interface Claim {
  id: string
  field: string
  value: Value
  written: string
  spans: Span[]
  evidence: Span[]
  stance: string
  speakers: Speaker[]
  confidence: number
  of: string | null
  rule: string
}
export interface Stands {
  judgement: 'accepted' | 'refused' | 'corrected' | 'added'
  now: string
  decision: string
  by: string
  at: string
  reason: string
  value: Value | null
}
export interface ClaimView {
  claim: Claim
  stands: Stands | null
  seen: string | null
  proposed: boolean
}
export interface Tally {
  claims: number
  unreviewed: number
  accepted: number
  refused: number
  corrected: number
  added: number
}
export interface Problem {
  id: string
  code: string
  message: string
  report: string | null
  name: string | null
  spans: Span[]
  at: string
}
export interface ReportRow {
  id: string
  name: string
  metadata: { title: string | null; author: string | null; publisher: string | null; published: string | null; published_from: string | null; language: string | null }
  format: string
  handling: string
  received_at: string
  read: boolean
  accounts: number
  problems: number
  tally: Tally
  doubt: number
}
export interface Desk {
  project: string
  tally: Tally
  total: number
  found: number
  reports: ReportRow[]
  problems: Problem[]
  contradictions: { incident: string; kind: string; fields: string[]; values: Record<string, Value[]> }[]
  people: string[]
  problems_found: number
  contradictions_found: number
  laid: number | null
  next: string | null
  linking: boolean
  invented: boolean
}
export interface Account {
  id: string
  kind: string
  stage: string
  incident: string | null
  claims: ClaimView[]
}
export interface Step {
  id: string
  verb: string
  about: string[]
  by: string
  at: string
  reason: string
  counts: boolean
  field: string | null
  was: Value | null
  value: Value | null
  grade: string | null
  into: string | null
  more: number
  head: { field: 'publisher' | 'published' | 'language'; was: string | null; now: string | null }[]
}
export interface ReportView {
  linking: boolean
  report: ReportRow
  text_id: string | null
  text: string
  furniture: Span[]
  accounts: Account[]
  gone: ClaimView[]
  problems: Problem[]
  history: Step[]
  undo: string | null
  redo: string | null
}
export interface Recorded {
  report: ReportRow
  is_new: boolean
  read: boolean
  accounts: number
  problems: string[]
}
export interface Decided {
  decision: string
  claims: ClaimView[]
  report: ReportRow | null
  undo: string | null
  redo: string | null
  incidents: string[]
  history: Step[]
  whole: boolean
}
export interface Telling {
  view: ClaimView
  account: string
  report: string
  name: string
  publisher: string | null
  published: string | null
  origin: string
  quote: { text: string; spans: Span[] }
  parts: Telling[]
}
export interface IncidentRow {
  id: string
  kind: string
  class: string
  periods: Period[]
  places: Place[]
  counts: Record<string, Count[]>
  differ: string[]
  accounts: number
  reports: number
  origins: number
  invented: boolean
}
export interface Compared {
  field: string
  left: string
  right: string
  weight: 'for' | 'against' | 'neutral'
  note: string
}
export interface Join {
  left: string
  right: string
  compared: Compared[]
  score: number
  by: string
}
export interface FieldView {
  field: string
  differ: boolean
  told: { value: Value; stance: string; origins: number; tellings: Telling[] }[]
  history: Step[]
}
export interface Grade {
  name: 'happened' | 'count' | 'attribution'
  source: string | null
  information: string | null
  by: string
  at: string
  reason: string
  seen: string | null
}
export interface Related {
  relation: string
  forward: boolean
  incident: IncidentRow
}
export interface Change {
  how: 'corrects' | 'retracts' | 'denies' | 'rises' | 'falls'
  report: string
  name: string
  published: string | null
  words: string
  telling: Telling | null
  before: Telling | null
}
export interface Suggestion {
  incident: IncidentRow
  compared: Compared[]
  score: number
}
export interface IncidentView {
  row: IncidentRow
  fields: FieldView[]
  members: { account: string; kind: string; report: string; name: string; publisher: string | null; published: string | null; origin: string }[]
  related: Related[]
  joins: Join[]
  suggestions: Suggestion[]
  history: Step[]
  seen: string
  grades: Grade[]
  changes: Change[]
}
export interface Preview {
  before: IncidentRow[]
  after: IncidentRow[]
}
export interface Wording {
  label: string
  definition: string
}
export interface Term {
  en: Wording
  ko: Wording
}
export interface Kind extends Term {
  class: string
  examples: { en: string[]; ko: string[] }
  counter: { en: { text: string; instead: string }[]; ko: { text: string; instead: string }[] }
  codes: Record<string, string[]>
}
export interface Codebook {
  kind: Record<string, Kind>
  class: Record<string, Term>
  stage: Record<string, Term>
  stance: Record<string, Term>
  speaker: Record<string, Term>
  relation: Record<string, Term>
  change: Record<string, Term>
  field: Record<string, Term>
}

export type Judging = 'accept' | 'refuse' | 'correct'
