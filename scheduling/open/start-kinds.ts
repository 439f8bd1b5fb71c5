import { runningKinds } from '../host/overhead.ts';
import type { Domain, SwitchCost } from '../model/model.ts';
import type { Running } from '../model/switch-cost.ts';

type Occupant = Exclude<Running, 'idle'>;

/**
 * How many VCPUs of a machine the switch costs treat alike. The cost of a start depends on which
 * kinds there are, and not on how many VCPUs are of each.
 */
export class StartKinds {
  private readonly kindOf: (running: Occupant) => string;
  private readonly kinds = new Map<string, { readonly running: Occupant; count: number }>();

  constructor(costs: readonly SwitchCost[]) {
    this.kindOf = runningKinds(costs);
  }

  add({ name, type, vcpus }: Pick<Domain, 'name' | 'type' | 'vcpus'>, times: 1 | -1 = 1): void {
    const running = { name, type };
    const key = this.kindOf(running);
    const kind = this.kinds.get(key) ?? { running, count: 0 };
    kind.count += times * vcpus.length;
    if (kind.count === 0) this.kinds.delete(key);
    else this.kinds.set(key, kind);
  }

  remove(domain: Pick<Domain, 'name' | 'type' | 'vcpus'>): void {
    this.add(domain, -1);
  }

  /** One VCPU of each kind, or two if there are as many. */
  some(): readonly { readonly running: Occupant }[] {
    return [...this.kinds.values()].flatMap(({ running, count }) =>
      count > 1 ? [{ running }, { running }] : [{ running }],
    );
  }

  /** One VCPU of each kind beside a VCPU that is counted. */
  beside(running: Occupant): readonly Occupant[] {
    const own = this.kinds.get(this.kindOf(running));
    return [...this.kinds.values()].flatMap((kind) =>
      kind === own && kind.count === 1 ? [] : [kind.running],
    );
  }
}
