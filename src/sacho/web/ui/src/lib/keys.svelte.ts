// The keys, Prodigy's by default. A person's own are kept in this browser, without any content.
import { keep } from './room.svelte'

export const SCOPES = {
  desk: 'everywhere', overview: 'everywhere', codebook: 'everywhere', search: 'everywhere', next: 'everywhere', keys: 'everywhere',
  accept: 'report', refuse: 'report', skip: 'report', undo: 'report', redo: 'report', correct: 'report', absent: 'report', speaker: 'report', account: 'report',
  down: 'report', up: 'report', words: 'report', merge: 'report', split: 'report', order: 'report', labels: 'report', incident: 'report', define: 'report', mend: 'report',
  grade: 'incident', suggestion: 'incident',
} as const
export type Action = keyof typeof SCOPES

const USUAL: Record<Action, string> = {
  desk: 'd', overview: 'v', codebook: 'b', search: '/', next: 'n', keys: '?',
  accept: 'a', refuse: 'x', skip: ' ', undo: 'Backspace', redo: 'r', correct: 'c', absent: 't', speaker: 's', account: 'f',
  down: 'j', up: 'k', words: 'w', merge: 'm', split: 'p', order: 'o', labels: 'l', incident: 'i', define: 'e', mend: 'h',
  grade: 'g', suggestion: 's',
}
/** Keys that also work, whatever is chosen. */
const ALWAYS: Partial<Record<string, Action>> = { ArrowDown: 'down', ArrowUp: 'up' }
const SHOWN: Record<string, string> = { ' ': '␣', Backspace: '⌫', ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', Delete: 'Del' }
const RESERVED = ['Escape', 'Enter', 'Tab', 'Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Process', 'Unidentified', 'Dead', 'HangulMode', 'HanjaMode']

function own(): Partial<Record<Action, string>> {
  try {
    const kept = JSON.parse(localStorage.getItem('sacho-keys') ?? '{}') as Record<string, unknown>
    return Object.fromEntries(Object.entries(kept).filter(([a, k]) => a in USUAL && typeof k === 'string' && k.length <= 12))
  } catch {
    return {}
  }
}

let chosen = $state<Partial<Record<Action, string>>>(own())

export const actions = Object.keys(USUAL) as Action[]

export function bound(action: Action): string {
  return chosen[action] ?? USUAL[action]
}

/** A key as it is printed on the page. */
export function hint(action: Action): string {
  return SHOWN[bound(action)] ?? bound(action)
}

function meet(one: Action, other: Action): boolean {
  const [a, b] = [SCOPES[one], SCOPES[other]]
  return a === b || a === 'everywhere' || b === 'everywhere'
}

/** The action that already has this key where both would be heard. */
export function taken(action: Action, key: string): Action | null {
  return actions.find((other) => other !== action && meet(action, other) && bound(other) === key) ?? null
}

export function usable(key: string): boolean {
  return !RESERVED.includes(key) && !/^[0-9]$/.test(key) && !/^F\d+$/.test(key)
}

export function bind(action: Action, key: string): void {
  chosen = { ...chosen, [action]: key }
  keep('keys', JSON.stringify(chosen))
}

export function usual(): void {
  chosen = {}
  keep('keys', '{}')
}

export const changed = (): boolean => Object.keys(chosen).length > 0

/** A key of a letter, whatever the keyboard writes: with a Korean layout `ㅁ` is still the key A. */
function letter(event: KeyboardEvent): string {
  if (event.key.length !== 1) return event.key
  if (/[\u3131-\u318e\uac00-\ud7a3]/.test(event.key) || event.key === 'Process') {
    const found = /^Key([A-Z])$/.exec(event.code)
    if (found?.[1]) return found[1].toLowerCase()
  }
  return event.key.toLowerCase()
}

export const typing = (event: KeyboardEvent): boolean => /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as HTMLElement).tagName)

/** What a key asks for on this screen; null while somebody types or holds a modifier. */
export function asked(event: KeyboardEvent, scope: 'report' | 'incident' | 'everywhere'): Action | null {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event) || document.querySelector('dialog[open]')) return null
  const key = event.code.startsWith('Key') && event.key === 'Process' ? event.code.slice(3).toLowerCase() : letter(event)
  const found = actions.find((a) => SCOPES[a] === scope && bound(a) === key)
  return found ?? (scope === 'report' ? (ALWAYS[key] ?? null) : null)
}
