import type { Engine } from '../../engine/engine.ts';
import type { VcpuState } from '../../engine/state/vcpu-state.ts';
import { settleHog } from '../../engine/work.ts';
import type { Approved } from '../counted.ts';
import { beginWith } from '../interface.ts';

/** Moves a VCPU to another place, where its time begins anew. Its tasks go on unchanged. */
export function transfer(engine: Engine, vcpu: VcpuState, { to, machine }: Approved): void {
  engine.rulesOf(vcpu).stop(engine, vcpu);
  vcpu.budget = 0;
  vcpu.level = 0;
  vcpu.machine = machine;
  beginWith(engine, vcpu, to);
  vcpu.hostPool = vcpu.nextPool;
  engine.rulesOf(vcpu).start(engine, vcpu);
  settleHog(engine, vcpu.domain);
}
