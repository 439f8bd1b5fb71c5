import { EmptyFileSystem } from 'langium';
import { asItIs } from '../../formats/xen/drift/as-it-is.ts';
import type { XenBudget } from '../../formats/xen/drift/drift.ts';
import { hostOf } from '../../formats/xen/host.ts';
import { writeXenHost } from '../../formats/xen/host-text.ts';
import type { XenReading } from '../../formats/xen/reading.ts';
import { loadText } from '../../language/load.ts';
import { lower } from '../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { AnalysisCache, analyze } from '../../scheduling/analyze.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';

/** The name of a host that no file names. */
const unnamed = 'xen';

/** Proves what is on a host, anew only where it has changed. */
export class Prover {
  readonly #cache = new AnalysisCache();
  #text = '';
  #found: SystemModel | null = null;
  #shown = '';
  #analysis: Analysis | null = null;

  /**
   * The analysis of the host as it is, with the tasks of the file's machines; `null` if the host
   * cannot be described.
   */
  async prove(
    machines: readonly CompletedMachine[],
    reading: XenReading,
    xenBudget: XenBudget,
  ): Promise<Analysis | null> {
    const found = await this.#describe(reading, machines[0]?.host ?? unnamed);
    if (found === null) return null;
    const net = new Map(
      machines.flatMap(({ domains }) =>
        domains.flatMap(({ name, vcpus }) =>
          vcpus.map((vcpu) => [JSON.stringify([name, vcpu.name]), vcpu.budget] as const),
        ),
      ),
    );
    const model = asItIs(machines, found, reading, (domain, vcpu) => {
      const written = net.get(JSON.stringify([domain, vcpu])) ?? null;
      const xen = xenBudget(domain, vcpu);
      return written === null || xen === null ? 0 : Math.max(0, xen - written);
    });
    const shown = JSON.stringify(model);
    if (shown !== this.#shown || this.#analysis === null) {
      this.#shown = shown;
      this.#analysis = analyze(model, { cache: this.#cache });
    }
    return this.#analysis;
  }

  async #describe(reading: XenReading, name: string): Promise<SystemModel | null> {
    const host = hostOf(reading)?.host;
    if (host === undefined) return null;
    const text = writeXenHost(host, name, '');
    if (text === this.#text) return this.#found;
    const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
    this.#text = text;
    this.#found = lower(await loadText(shared, text), Hypersched).model;
    return this.#found;
  }
}
