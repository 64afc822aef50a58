// What all screens share: where one is, who one is, language, theme, the codebook, what is said.
import { Failure, get } from './api'
import type { Codebook, Term } from './types'
import en from '../words/en.json'
import ko from '../words/ko.json'

export type Language = 'en' | 'ko'
export type Theme = 'auto' | 'light' | 'dark'
const words: Record<Language, Record<string, string>> = { en, ko }

function kept(name: string, otherwise: string): string {
  return localStorage.getItem(`sacho-${name}`) ?? otherwise
}

export function keep(name: string, value: string): void {
  localStorage.setItem(`sacho-${name}`, value)
}

export const room = $state({
  language: kept('language', navigator.language.startsWith('ko') ? 'ko' : 'en') as Language,
  theme: kept('theme', 'auto') as Theme,
  person: kept('person', ''),
  route: '',
  /** When the person set out for what is on screen. */
  since: 0,
  said: '',
  trouble: null as null | { message: string; next: string },
  dialog: '' as '' | 'keys' | 'person',
  codebook: null as Codebook | null,
  term: '',
})

/** The words of the page in the chosen language; `{holes}` are filled from `given`. */
export function t(key: keyof typeof en, given: Record<string, string | number> = {}): string {
  const told = words[room.language][key] ?? key
  return told.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? ''))
}

/** What people read for a code of the vocabulary, in the chosen language. */
export function label(group: keyof Codebook, code: string): string {
  const term = (room.codebook?.[group] as Record<string, Term> | undefined)?.[code]
  return term ? term[room.language].label : code
}

export function definition(group: keyof Codebook, code: string): string {
  const term = (room.codebook?.[group] as Record<string, Term> | undefined)?.[code]
  return term ? term[room.language].definition : ''
}

export function setLanguage(language: Language): void {
  room.language = language
  keep('language', language)
  document.documentElement.lang = language
}

export function setTheme(theme: Theme): void {
  room.theme = theme
  keep('theme', theme)
  document.documentElement.dataset.theme = theme
}

let quiet: ReturnType<typeof setTimeout> | undefined

/** Said to a screen reader, and shown for a moment. */
export function say(message: string): void {
  room.said = ''
  requestAnimationFrame(() => (room.said = message))
  clearTimeout(quiet)
  quiet = setTimeout(() => (room.said = ''), 4000)
}

/** Shows what failed and what to do next, until the person closes it. */
export function troubled(error: unknown): void {
  if (error instanceof Failure) {
    const gone = error.code === 'gone'
    room.trouble = gone
      ? { message: t('trouble.gone'), next: t('trouble.gone.next') }
      : { message: error.message, next: error.next }
  } else {
    room.trouble = { message: t('trouble.page'), next: t('trouble.page.next') }
  }
}

export async function loadCodebook(): Promise<void> {
  // Of no plain kind, so that no part of it is watched: it never changes, and is asked all the time.
  room.codebook = Object.assign(Object.create(null) as Codebook, await get<Codebook>('/codebook'))
}

// -- every view is an address ---------------------------------------------------------------

export function go(route: string): void {
  location.hash = route
}

/** Names the place within a view (a claim) without a new step in the browser's history. */
export function at(route: string): void {
  history.replaceState(null, '', route)
  room.route = route
  keep('place', route)
}

export function follow(): void {
  if (room.route) room.since = performance.now()
  room.route = location.hash || '#/desk'
  keep('place', room.route)
}

export function parts(): { view: string; id: string; query: URLSearchParams } {
  const [path = '', search = ''] = room.route.replace(/^#\/?/, '').split('?')
  const [view = 'desk', ...rest] = path.split('/')
  return { view: view || 'desk', id: decodeURIComponent(rest.join('/')), query: new URLSearchParams(search) }
}
