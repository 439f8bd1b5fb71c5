import { describesNothing, hasErrors, noSuchMachine } from '../../messages/command/monitor.ts';
import { analyze } from '../../scheduling/analyze.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import { textDiagnostics } from '../check/text-diagnostics.ts';
import { momentOf } from '../check/watch.ts';
import { type LoadedFile, loadedFile } from '../loaded-file.ts';
import type { Terminal } from '../terminal.ts';

/** The file that a host is held against, with the tool's choices. */
export interface WrittenSystem {
  readonly loaded: LoadedFile;
  readonly completed: CompletedModel;
  /** The budget of a VCPU with the switches that it can cause, in ns. */
  readonly grossBudget: (domain: string, vcpu: string) => number | null;
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
    const analysis = analyze(loaded.model);
    const facts = factsOf(analysis);
    return {
      kind: 'system',
      system: {
        loaded,
        completed: analysis.completed,
        grossBudget: (domain, vcpu) => facts.vcpu(domain, vcpu)?.onHost?.grossBudget ?? null,
      },
    };
  }
}
