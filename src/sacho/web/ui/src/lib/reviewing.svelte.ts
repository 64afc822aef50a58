// The state of one report under review: focus, queue, and what was decided.
import { Failure, get, post } from './api'
import { conflicting } from './conflict.svelte'
import { onScreen } from './marks'
import { line } from './saving.svelte'
import { at, keep, room, say, t, troubled } from './room.svelte'
import { plain } from './values'
import type { Account, ClaimView, Decided, Judging, ReportView, Speaker } from './types'

export type Order = 'doubt' | 'text'
export type Asking = '' | 'refuse' | 'correct' | 'speaker' | 'account'
export const JUDGED = { accept: 'accepted', refuse: 'refused', correct: 'corrected' } as const

export class Review {
  // Put in place whole: two thousand claims are then compared, not watched one by one.
  view = $state.raw<ReportView | null>(null)
  focused = $state('')
  /** The account whose card is open: one claim may stand in several. */
  #within = $state('')
  asking = $state<Asking>('')
  order = $state<Order>(localStorage.getItem('sacho-order') === 'text' ? 'text' : 'doubt')
  labels = $state(localStorage.getItem('sacho-labels') === 'yes')

  constructor(readonly report: string) {}

  /** All claims as they stand beside the text: by account, in the order of the words. */
  claims = $derived<ClaimView[]>(this.view ? [...this.view.accounts.flatMap((a) => a.claims), ...this.view.gone] : [])

  /** The queue: those that wait, the most doubtful first or as the text goes. */
  queue = $derived.by<string[]>(() => {
    // A claim that was moved waits where it stands, though no reading tells it any more.
    const there = this.view?.accounts.flatMap((a) => a.claims) ?? []
    const waiting = there.filter((v) => !v.stands && !line.waits(v.claim.id))
    if (this.order === 'doubt') waiting.sort((a, b) => a.claim.confidence - b.claim.confidence)
    return [...new Set(waiting.map((v) => v.claim.id))]
  })

  current = $derived(this.claims.find((v) => v.claim.id === this.focused) ?? null)

  account = $derived.by<Account | null>(() => {
    const holding = this.view?.accounts.filter((a) => a.claims.some((v) => v.claim.id === this.focused)) ?? []
    return holding.find((a) => a.id === this.#within) ?? holding[0] ?? null
  })

  /** The chains of speakers that this report's claims are said by, each once. */
  chains = $derived.by<Speaker[][]>(() => {
    const found = new Map(this.claims.map((v) => [JSON.stringify(v.claim.speakers.map((s) => [s.name, s.kind])), v.claim.speakers]))
    return [...found.values()].filter((chain) => chain.length > 0)
  })

  async load(claim: string | null): Promise<void> {
    const since = room.since
    this.view = await get<ReportView>(`/reports/${this.report}`, { by: room.person })
    const there = this.claims.some((v) => v.claim.id === claim)
    this.focus(there && claim ? claim : (this.queue[0] ?? this.claims[0]?.claim.id ?? ''))
    onScreen('sacho report', since)
  }

  async refresh(): Promise<void> {
    this.view = await get<ReportView>(`/reports/${this.report}`, { by: room.person })
  }

  /** Only the incidents, once they follow: what is being decided meanwhile stays as it is. */
  async link(): Promise<void> {
    const now = await get<ReportView>(`/reports/${this.report}`, { by: room.person })
    if (!this.view) return
    const incident = new Map(now.accounts.map((a) => [a.id, a.incident]))
    const accounts = this.view.accounts.map((a) => ({ ...a, incident: incident.get(a.id) ?? a.incident }))
    this.view = { ...this.view, accounts, linking: now.linking }
  }

  focus(claim: string, account = ''): void {
    this.focused = claim
    this.#within = account
    this.asking = ''
    if (claim) at(`#/report/${this.report}?claim=${claim}`)
  }

  move(by: 1 | -1): void {
    const ids = [...new Set(this.claims.map((v) => v.claim.id))]
    const next = ids[ids.indexOf(this.focused) + by]
    if (next) this.focus(next)
  }

  /** To the next claim that waits; the queue begins again after its end. */
  skip(): void {
    const ids = this.queue
    const next = ids[ids.indexOf(this.focused) + 1] ?? ids.find((id) => id !== this.focused)
    if (next) this.focus(next)
  }

  setOrder(order: Order): void {
    this.order = order
    keep('order', order)
  }

  setLabels(shown: boolean): void {
    this.labels = shown
    keep('labels', shown ? 'yes' : 'no')
  }

  ask(what: Asking): void {
    this.asking = this.current ? what : ''
  }

  judge(verb: Judging, reason: string, value: string | null = null): void {
    const shown = this.current
    if (!shown || !known()) return
    this.skip()
    this.asking = ''
    this.#judge(shown, shown.seen, { verb, reason, value })
  }

  #judge(shown: ClaimView, seen: string | null, mine: { verb: Judging; reason: string; value: string | null }): void {
    const claim = shown.claim.id
    const since = performance.now()
    const body = { ...mine, claim, by: room.person, seen: this.#seen(claim, seen) }
    const run = async (): Promise<void> => {
      this.#take(await post<Decided>('/decisions', { ...body, seen: body.seen() }))
      onScreen('sacho decision', since)
      say(t(`said.${mine.verb}`, { value: plain(shown.claim.value) }))
    }
    line.push(claim, run, async (error) => {
      const now = error.current as ClaimView | null
      if (error.status !== 409 || !now?.claim) {
        this.focus(claim)
        return this.#failed(error)
      }
      this.#put([now])
      // Both say the same for the same reason: there is nothing to choose.
      if (mine.verb !== 'correct' && now.stands?.judgement === JUDGED[mine.verb] && now.stands.reason === mine.reason) return
      this.focus(claim)
      conflicting.claim(shown, mine, now, (chosen) => this.#judge(shown, now.seen, chosen))
    })
  }

  /** What the person saw, or what their own decision still on its way will have made of it. */
  #seen(claim: string, seen: string | null): () => string | null {
    if (!line.waits(claim)) return () => seen
    return () => this.claims.find((v) => v.claim.id === claim)?.seen ?? seen
  }

  /** Someone else says this. */
  speak(speakers: Speaker[], reason: string): void {
    const shown = this.current
    if (!shown || !known()) return
    const claim = shown.claim.id
    const seen = this.#seen(claim, shown.seen)
    this.skip()
    this.asking = ''
    const run = async (): Promise<void> => {
      const made = await post<Decided>('/speakers', { claim, by: room.person, reason, seen: seen(), speakers })
      await this.refresh()
      this.#take(made)
      say(t('said.speaker'))
    }
    line.push(claim, run, (error) => this.#stays(error, claim))
  }

  /** A claim or an account by its words; gives back the claim, to be focused once it is there. */
  add(body: Record<string, unknown>): void {
    if (!known() || !this.view?.text_id) return
    const whole = { ...body, report: this.report, text: this.view.text_id, by: room.person }
    const run = async (): Promise<void> => {
      const made = await post<Decided>('/claims', whole)
      await this.refresh()
      this.#take(made)
      const there = made.claims[0]
      if (there) this.focus(there.claim.id)
      say(t('said.add'))
    }
    line.push('', run, (error) => this.#failed(error))
  }

  /** Claims of the account under focus belong to another one, or to a new one of their own. */
  relocate(claims: string[], target: string | null, reason: string): void {
    const source = this.account
    if (!source || !known()) return
    this.asking = ''
    const kept = this.focused
    const run = async (): Promise<void> => {
      const made = await post<Decided>('/moves', { source: source.id, target, claims, by: room.person, reason })
      await this.refresh()
      this.#take(made)
      this.focus(kept)
      say(t(target ? 'said.move' : 'said.divide'))
    }
    line.push('', run, (error) => this.#failed(error))
  }

  /** The outlet, date or language of the report; it is read again with them. */
  mend(told: Record<string, string | null>, seen: (string | null)[], reason: string): void {
    if (!known()) return
    const run = async (): Promise<void> => {
      const made = await post<Decided>(`/reports/${this.report}/head`, { ...told, seen, by: room.person, reason })
      await this.refresh()
      this.#take(made)
      if (!this.current) this.focus(this.queue[0] ?? this.claims[0]?.claim.id ?? '')
      say(t('said.mend'))
    }
    line.push('', run, (error) => this.#failed(error))
  }

  step(forward: boolean): void {
    const run = async (): Promise<void> => {
      const decision = forward ? this.view?.redo : this.view?.undo
      if (!decision) {
        say(t(forward ? 'said.nothing-redo' : 'said.nothing-undo'))
        return
      }
      const body = { by: room.person, report: this.report, decision }
      const made = await post<Decided>(forward ? '/redo' : '/undo', body)
      const known = this.claims.length
      await (made.whole || made.claims.length > 1 || made.report?.tally.claims !== known ? this.refresh() : Promise.resolve())
      this.#take(made)
      const back = made.claims.find((c) => this.claims.some((v) => v.claim.id === c.claim.id))
      if (back) this.focus(back.claim.id)
      say(t(forward ? 'said.redone' : 'said.undone'))
    }
    line.push('', run, (error) => this.#failed(error))
  }

  async #stays(error: Failure, claim: string): Promise<void> {
    this.focus(claim)
    await this.#failed(error)
  }

  async #failed(error: Failure): Promise<void> {
    troubled(error)
    if (error.status > 0) await this.refresh()
  }

  #take(made: Decided): void {
    if (!this.view) return
    const newest = new Set(made.history.map((step) => step.id))
    const history = [...made.history, ...this.view.history.filter((step) => !newest.has(step.id))]
    this.view = { ...this.view, undo: made.undo, redo: made.redo, history, report: made.report ?? this.view.report }
    this.#put(made.claims)
  }

  /** What did not change stays the very same, so that nothing of it is drawn again. */
  #put(changed: ClaimView[]): void {
    if (!this.view) return
    const now = new Map(changed.map((c) => [c.claim.id, c]))
    const put = (held: ClaimView[]): ClaimView[] => (held.some((v) => now.has(v.claim.id)) ? held.map((v) => now.get(v.claim.id) ?? v) : held)
    const accounts = this.view.accounts.map((a) => {
      const claims = put(a.claims)
      return claims === a.claims ? a : { ...a, claims }
    })
    this.view = { ...this.view, accounts, gone: put(this.view.gone) }
  }
}

/** Whether it is known who decides; asked for otherwise. */
export function known(): boolean {
  if (room.person) return true
  room.dialog = 'person'
  return false
}
