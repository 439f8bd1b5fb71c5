import * as v from 'valibot';
import { hasCore } from '../../scheduling/host/cores.ts';
import { guaranteeKinds } from '../../scheduling/model/guarantees.ts';
import type { Machine, SwitchEnd, SystemModel } from '../../scheduling/model/model.ts';
import { serverKinds } from '../../scheduling/model/servers.ts';
import { domainSchema } from './domain-schema.ts';
import { machinePolicySchema } from './policy-schemas.ts';
import { anyTime, core, name, someTime, uniquelyNamed } from './values.ts';

const switchEnd: v.GenericSchema<unknown, SwitchEnd> = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['dom0', 'guest', 'idle', 'any']) }),
  v.strictObject({ kind: v.literal('domain'), name }),
]);

const cores = v.pipe(
  v.array(core),
  v.minLength(1),
  v.check(
    (all) => all.every((one, index) => index === 0 || one > (all[index - 1] ?? one)),
    'core numbers do not ascend',
  ),
);

const machineSchema: v.GenericSchema<unknown, Machine> = v.pipe(
  v.strictObject({
    name,
    host: name,
    pool: v.exactOptional(name),
    cores,
    policy: machinePolicySchema,
    servers: v.picklist(serverKinds),
    resolution: someTime,
    switchCosts: v.array(v.strictObject({ from: switchEnd, to: switchEnd, cost: anyTime })),
    admission: v.strictObject({ where: v.picklist(['dom0', 'hypervisor']), cost: anyTime }),
    guarantee: v.exactOptional(v.picklist(guaranteeKinds)),
    domains: v.array(domainSchema),
  }),
  v.check((machine) => hasItsCores(machine), 'a VCPU is on a core that the machine lacks'),
);

function hasItsCores(machine: Pick<Machine, 'cores' | 'domains'>): boolean {
  return machine.domains.every(({ vcpus }) =>
    vcpus.every((vcpu) => vcpu.core === undefined || hasCore(machine, vcpu.core)),
  );
}

/** A system model. Its scenarios are not read. */
export const modelSchema: v.GenericSchema<unknown, SystemModel> = v.pipe(
  v.strictObject({
    machines: v.pipe(v.array(machineSchema), v.check(uniquelyNamed, 'two machines have one name')),
    scenarios: v.exactOptional(v.array(v.unknown())),
  }),
  v.transform(({ machines }): SystemModel => ({ machines, scenarios: [] })),
  v.check(
    ({ machines }) => uniquelyNamed(machines.flatMap(({ domains }) => domains)),
    'two domains have one name',
  ),
);
