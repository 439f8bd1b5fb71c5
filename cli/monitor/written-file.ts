import type { XenBudget } from '../../formats/xen/drift/drift.ts';
import { describesNothing, hasErrors, noSuchMachine } from '../../messages/command/monitor.ts';
import { completeSystem } from '../../scheduling/complete.ts';
import { chargedBudgets } from '../../scheduling/host/charged-budgets.ts';
import { keyOfVcpu, vcpuKey } from '../../scheduling/host/vcpu-name.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import { hasServers } from '../../scheduling/model/policies.ts';
import { textDiagnostics } from '../check/text-diagnostics.ts';
import { momentOf } from '../check/watch.ts';
import { type LoadedFile, loadedFile } from '../loaded-file.ts';
import type { Terminal } from '../terminal.ts';

/** The file that a host is held against, with the tool's choices. */
export interface WrittenSystem {
  readonly loaded: LoadedFile;
  readonly completed: CompletedModel;
  /** The budget that Xen needs for a VCPU, with the switches that it charges, in ns. */
  readonly xenBudget: XenBudget;
}

export type Written =
  | { readonly kind: 'system'; readonly system: WrittenSystem }
  | { readonly kind: 'refused'; readonly why: string };

/** A file that is read again only after it or an import has changed. */
export class WrittenFile {
  readonly #path: string;
  readonly #machine: string | undefined;
  readonly #terminal: Terminal;
  #read: readonly string[] = [];
  #moment = '';
  #known: Written | null = null;

  constructor(path: string, machine: string | undefined, terminal: Terminal) {
    this.#path = path;
    this.#machine = machine;
    this.#terminal = terminal;
    this.#read = [path];
  }

  async now(): Promise<Written> {
    const moment = this.#momentNow();
    if (this.#known !== null && moment === this.#moment) return this.#known;
    const loaded = await loadedFile(this.#path, this.#terminal);
    this.#known = this.#writtenIn(loaded);
    if (loaded.kind === 'loaded')
      this.#read = loaded.documents.map(({ uri }) => loaded.nameOf(uri.toString()));
    this.#moment = this.#momentNow();
    return this.#known;
  }

  #momentNow(): string {
    return JSON.stringify([...momentOf(this.#read)]);
  }

  #writtenIn(loaded: Awaited<ReturnType<typeof loadedFile>>): Written {
    if (loaded.kind === 'refused') return { kind: 'refused', why: loaded.why };
    if (textDiagnostics(loaded).some(({ severity }) => severity === 'error'))
      return { kind: 'refused', why: hasErrors() };
    const { machines } = loaded.model;
    if (machines.length === 0) return { kind: 'refused', why: describesNothing() };
    const machine = this.#machine;
    if (machine !== undefined && machines.every(({ host }) => host !== machine))
      return { kind: 'refused', why: noSuchMachine(machine, this.#path) };
    const completed = completeSystem(loaded.model);
    const charged = new Map(
      completed.machines
        .filter(({ policy }) => hasServers(policy))
        .flatMap(chargedBudgets)
        .map((each) => [keyOfVcpu(each), each.budget]),
    );
    const xenBudget: XenBudget = (domain, vcpu) => charged.get(vcpuKey(domain, vcpu)) ?? null;
    return { kind: 'system', system: { loaded, completed, xenBudget } };
  }
}
