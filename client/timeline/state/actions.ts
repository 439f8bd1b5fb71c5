import type { Element } from '../../../scheduling/model/element.ts';
import type { AttributeChange } from '../../../server/protocol.ts';
import type { ViewName } from '../messages.ts';
import type { RunChoice } from '../talk/run-messages.ts';
import type { ExportKind } from './export-kind.ts';
import type { Questioned } from './questioned.ts';

/** The actions that the parts of the page can ask for. */
export interface Actions {
  choose(choice: RunChoice): void;
  stop(): void;
  /** Lays the second of two runs so much later than the first, in ns. */
  align(shift: number | 'best'): void;
  /** Shows an instant of the run at the lane of an element. */
  goTo(element: Element, from: number, to: number): void;
  show(tab: ViewName): void;
  select(key: string | null, tellEditor: boolean): void;
  reveal(element: Element): void;
  toggleCollapsed(key: string): void;
  togglePinned(key: string): void;
  filter(text: string): void;
  nextMiss(forward: boolean): void;
  turn(change: AttributeChange): void;
  apply(): void;
  reset(): void;
  toggleKnobs(): void;
  toggleHelp(): void;
  clearRange(): void;
  exportAs(kind: ExportKind): void;
  cancelExport(): void;
  /** Restarts the simulator and runs the shown system. */
  startAgain(): void;
  dismiss(): void;
  copy(text: string): void;
  save(name: string, content: string | ArrayBuffer): void;
  ask(subject: Questioned): void;
  say(text: string): void;
}
