// Decisions on their way to the disk: one after another, kept here until they are there.
import { Failure } from './api'
import { room, t, troubled } from './room.svelte'

interface Job {
  /** The claim or incident that it is about. */
  about: string
  run: () => Promise<void>
  refused: (error: Failure) => Promise<void>
}

const RETRY = 1500

/** Nothing is dropped while Sacho does not answer: the line waits, and says so. */
class Line {
  jobs = $state.raw<Job[]>([])
  halted = $state<'' | 'gone' | 'token'>('')
  #working = false
  #again: ReturnType<typeof setTimeout> | undefined

  waits = (about: string): boolean => this.jobs.some((j) => j.about === about)

  push(about: string, run: Job['run'], refused: Job['refused']): void {
    this.jobs = [...this.jobs, { about, run, refused }]
    void this.go()
  }

  /** Tries again what waits, in the order of the keys. */
  async go(): Promise<void> {
    if (this.#working) return
    this.#working = true
    clearTimeout(this.#again)
    try {
      for (let job = this.jobs[0]; job; job = this.jobs[0]) {
        try {
          await job.run()
          this.halted = ''
        } catch (error) {
          if (error instanceof Failure && (error.status === 0 || error.status === 401)) {
            this.halted = error.status === 0 ? 'gone' : 'token'
            if (error.status === 0) this.#again = setTimeout(() => void this.go(), RETRY)
            return
          }
          this.halted = ''
          if (error instanceof Failure) await job.refused(error).catch(troubled)
          else troubled(error)
        }
        this.jobs = this.jobs.slice(1)
      }
      if (room.trouble?.message === t('trouble.gone')) room.trouble = null
    } finally {
      this.#working = false
    }
  }
}

export const line = new Line()
