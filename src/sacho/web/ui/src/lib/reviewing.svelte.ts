// The state of one report under review: focus, queue, and decisions saved one after another.
import { Failure, get, post } from './api'
import { at, keep, room, say, t, troubled } from './room.svelte'
import { plain } from './values'
import type { ClaimView, Decided, ReportView } from './types'

export type Order = 'doubt' | 'text'

export class Review {
  view = $state<ReportView | null>(null)
  focused = $state('')
  asking = $state<'' | 'refuse' | 'correct'>('')
  order = $state<Order>(localStorage.getItem('sacho-order') === 'text' ? 'text' : 'doubt')
  labels = $state(localStorage.getItem('sacho-labels') === 'yes')
  saving = $state(0)
  #line: Promise<void> = Promise.resolve()

  constructor(readonly report: string) {}

  /** All claims as they stand beside the text: by account, in the order of the words. */
  claims = $derived<ClaimView[]>(this.view ? [...this.view.accounts.flatMap((a) => a.claims), ...this.view.gone] : [])

  /** The queue: those that wait, the most doubtful first or as the text goes. */
  queue = $derived.by<string[]>(() => {
    const waiting = this.claims.filter((v) => !v.stands && v.proposed)
    if (this.order === 'doubt') waiting.sort((a, b) => a.claim.confidence - b.claim.confidence)
    return [...new Set(waiting.map((v) => v.claim.id))]
  })

  current = $derived(this.claims.find((v) => v.claim.id === this.focused) ?? null)

  async load(claim: string | null): Promise<void> {
    this.view = await get<ReportView>(`/reports/${this.report}`, { by: room.person })
    const there = this.claims.some((v) => v.claim.id === claim)
    this.focus(there && claim ? claim : (this.queue[0] ?? this.claims[0]?.claim.id ?? ''))
  }

  focus(claim: string): void {
    this.focused = claim
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
    const line = this.queue
    const next = line[line.indexOf(this.focused) + 1] ?? line.find((id) => id !== this.focused)
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

  judge(verb: 'accept' | 'refuse' | 'correct', reason: string, value: string | null = null): void {
    const shown = this.current
    if (!shown?.proposed) return
    if (!room.person) {
      room.dialog = 'person'
      return
    }
    this.asking = ''
    const body = { verb, claim: shown.claim.id, by: room.person, reason, seen: shown.seen, value }
    const told = t(`said.${verb}`, { value: plain(shown.claim.value) })
    const line = this.queue
    const next = line[line.indexOf(this.focused) + 1] ?? line.find((id) => id !== this.focused)
    if (next) this.focus(next)
    this.#save(async () => {
      this.#take(await post<Decided>('/decisions', body))
      say(told)
    })
  }

  step(forward: boolean): void {
    this.#save(async () => {
      const decision = forward ? this.view?.redo : this.view?.undo
      if (!decision) {
        say(t(forward ? 'said.nothing-redo' : 'said.nothing-undo'))
        return
      }
      const body = { by: room.person, report: this.report, decision }
      const made = await post<Decided>(forward ? '/redo' : '/undo', body)
      this.#take(made)
      const back = made.claims[0]
      if (back) this.focus(back.claim.id)
      say(t(forward ? 'said.redone' : 'said.undone'))
    })
  }

  /** One decision after another, in the order of the keys; each is on disk before the next. */
  #save(act: () => Promise<void>): void {
    this.saving += 1
    this.#line = this.#line
      .then(act)
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.saving -= 1
      })
  }

  async #failed(error: unknown): Promise<void> {
    troubled(error)
    const now = error instanceof Failure && error.status === 409 ? (error.current as ClaimView | null) : null
    if (now?.claim) {
      this.#put([now])
      this.focus(now.claim.id)
    }
    if (error instanceof Failure && error.status > 0) {
      this.view = await get<ReportView>(`/reports/${this.report}`, { by: room.person })
    }
  }

  #take(made: Decided): void {
    if (!this.view) return
    this.#put(made.claims)
    this.view.undo = made.undo
    this.view.redo = made.redo
    if (made.report) this.view.report = made.report
  }

  #put(changed: ClaimView[]): void {
    for (const account of this.view?.accounts ?? []) {
      for (const [n, view] of account.claims.entries()) {
        const now = changed.find((c) => c.claim.id === view.claim.id)
        if (now) account.claims[n] = now
      }
    }
  }
}
