import type { Engine } from '../engine/engine.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import type { HostRules } from './host-rules.ts';

/** A VCPU has its core in `[at, at + length)`. */
export interface CalendarWindow {
  readonly vcpu: number;
  readonly at: number;
  readonly length: number;
}

/**
 * Fixed windows: some once, then from `cycleStart` on a frame that repeats. Domain: windows of one
 * VCPU do not overlap.
 */
export interface Calendar {
  readonly once: readonly CalendarWindow[];
  readonly cycleStart: number;
  readonly frame: number;
  readonly cycle: readonly CalendarWindow[];
}

interface Change {
  readonly at: number;
  readonly vcpu: number;
  readonly on: boolean;
}

/** Gives cores by calendars, whether or not there is work. */
export function calendarRules(calendars: readonly Calendar[]): HostRules {
  const cursors = calendars.map((calendar) => new Cursor(calendar));
  const windows = new OpenWindows();
  const arm = (engine: Engine, machine: number): void => {
    engine.slots.set(
      engine.plan.timer[machine] as number,
      Math.min(...cursors.map((cursor) => cursor.time), Infinity),
    );
  };

  return {
    ...windows.rules,
    boot: arm,
    timer: (engine, machine) => {
      for (const cursor of cursors) windows.follow(engine, machine, cursor);
      arm(engine, machine);
    },
  };
}

/** The windows that are open: their VCPUs have their cores, whether or not there is work. */
export class OpenWindows {
  /** The rules of VCPUs that have no budgets but windows. */
  readonly rules: Omit<HostRules, 'boot' | 'timer'> = {
    start: (engine, vcpu) => {
      vcpu.budget = Infinity;
      this.settle(engine, vcpu.machine, vcpu);
    },
    stop: (engine, vcpu) => engine.withdraw(vcpu),
    wake: () => {},
    sleep: () => {},
    exhaust: () => {},
    replenish: () => {},
    deadline: () => {},
    dispatched: () => {},
    held: () => {},
  };
  private readonly open = new Set<number>();

  /** Opens and closes the windows of a machine whose time it is. */
  follow(engine: Engine, machine: number, cursor: Cursor): void {
    while (cursor.time === engine.now) {
      const { vcpu, on } = cursor.change;
      if (on) this.open.add(vcpu);
      else this.open.delete(vcpu);
      this.settle(engine, machine, engine.vcpus[vcpu] as VcpuState);
      cursor.forward();
    }
  }

  /** Closes all windows of a machine. */
  close(engine: Engine, machine: number): void {
    const open = [...this.open];
    this.open.clear();
    for (const vcpu of open) this.settle(engine, machine, engine.vcpus[vcpu] as VcpuState);
  }

  private settle(engine: Engine, machine: number, vcpu: VcpuState): void {
    // Windows of a VCPU that runs elsewhere stay empty.
    if (vcpu.machine !== machine) return;
    if (this.open.has(vcpu.index) && vcpu.active) engine.offer(vcpu);
    else engine.withdraw(vcpu);
  }
}

/** Iterates over the changes of a calendar, until it is ended. */
export class Cursor {
  /** The time of the next change, in ns; Infinity if there is none. */
  time = Infinity;
  private readonly calendar: Calendar;
  private readonly cycle: readonly Change[];
  private changes: readonly Change[];
  private position = 0;
  private round = -1;
  private until = Infinity;

  constructor(calendar: Calendar) {
    this.calendar = calendar;
    this.changes = changesOf(calendar.once);
    this.cycle = changesOf(calendar.cycle);
    this.settle();
  }

  get change(): Change {
    return this.changes[this.position] as Change;
  }

  forward(): void {
    this.position++;
    this.settle();
  }

  /** Ends the calendar at an instant, in ns: windows end there, and none begins from there on. */
  endAt(until: number): void {
    this.until = until;
    this.settle();
  }

  private settle(): void {
    if (this.position === this.changes.length) {
      this.position = 0;
      this.changes = this.cycle;
      this.round++;
    }
    const { calendar, round } = this;
    const start = round < 0 ? 0 : calendar.cycleStart + round * calendar.frame;
    const change = this.changes[this.position];
    const time = start + (change?.at ?? Infinity);
    const over = time > this.until || (time === this.until && change?.on === true);
    this.time = over ? Infinity : time;
  }
}

/** The changes of windows. Ends precede begins at one instant, so that touching windows go on. */
function changesOf(windows: readonly CalendarWindow[]): readonly Change[] {
  return windows
    .flatMap(({ vcpu, at, length }): Change[] => [
      { at, vcpu, on: true },
      { at: at + length, vcpu, on: false },
    ])
    .sort((a, b) => a.at - b.at || Number(a.on) - Number(b.on));
}
