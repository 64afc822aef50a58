// The page's only way to the data. The token stays in this tab and goes nowhere else.

const KEPT = 'sacho-token'

export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly next: string,
    readonly current: unknown = null,
  ) {
    super(message)
  }
}

/** Takes the token out of an address that a person gives, where it is of this very page. */
export function take(address: string): boolean {
  const found = /#token=([\w-]+)\s*$/.exec(address)
  if (!found?.[1]) return false
  sessionStorage.setItem(KEPT, found[1])
  return true
}

/** Takes the token out of the address, so that it is neither shown nor kept in the history. */
export function takeToken(): boolean {
  const found = /^#token=([\w-]+)/.exec(location.hash)
  if (found) {
    sessionStorage.setItem(KEPT, found[1] ?? '')
    history.replaceState(null, '', location.pathname)
  }
  return sessionStorage.getItem(KEPT) !== null
}

async function asked(path: string, given: RequestInit = {}): Promise<Response> {
  const headers = new Headers(given.headers)
  headers.set('authorization', `Bearer ${sessionStorage.getItem(KEPT) ?? ''}`)
  let answer: Response
  try {
    answer = await fetch(`/api/v1${path}`, { ...given, headers })
  } catch {
    throw new Failure(0, 'gone', '', '')
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}))
    throw new Failure(answer.status, told.code ?? '', told.message ?? '', told.next_step ?? '', told.current)
  }
  return answer
}

type Query = Record<string, string | number | null>
const early = new Map<string, Promise<Response>>()

function addressOf(path: string, query: Query): string {
  const told = Object.entries(query).filter(([, v]) => v !== null && v !== '')
  return told.length ? `${path}?${new URLSearchParams(told.map(([k, v]) => [k, String(v)]))}` : path
}

/** Asks now for what a screen that is not there yet will ask for first. */
export function ahead(path: string, query: Query = {}): void {
  const sent = asked(addressOf(path, query))
  // Whoever asks is told of a failure.
  sent.catch(() => undefined)
  early.set(addressOf(path, query), sent)
}

export async function get<T>(path: string, query: Query = {}): Promise<T> {
  const address = addressOf(path, query)
  const sent = early.get(address) ?? asked(address)
  early.delete(address)
  return (await sent).json()
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const given = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return (await asked(path, given)).json()
}

export async function send<T>(data: Blob, about: Record<string, string>): Promise<T> {
  const filled = Object.entries(about).filter(([, v]) => v)
  const headers = { 'content-type': 'application/octet-stream' }
  const path = `/reports?${new URLSearchParams(filled)}`
  return (await asked(path, { method: 'POST', body: data, headers })).json()
}

export async function download(path: string, name: string): Promise<void> {
  const blob = await (await asked(path)).blob()
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
