import type { HostServer } from '../scheduling/host/server.ts';
import { keyOfVcpu, vcpuKey } from '../scheduling/host/vcpu-name.ts';
import type { CompletedVcpu } from '../scheduling/model/completed.ts';
import { OpenEnvironment } from '../scheduling/open/open-environment.ts';
import type { SystemState } from '../scheduling/scenario/state.ts';
import type { SavedInterface, SavedServer, Snapshot } from './snapshot.ts';

/** The snapshot of a running system. */
export function snapshotOf(
  { model, running, completed, cores, plans, course }: SystemState,
  more: Pick<Snapshot, 'time' | 'requests' | 'rearranges'>,
): Snapshot {
  const vcpus = new Map(
    completed.machines.flatMap(({ domains }) => domains.map((one) => [one.name, one.vcpus])),
  );
  const declared = model.machines.flatMap(({ domains }) => domains);
  return {
    format: 'hypersched-system',
    version: 1,
    ...more,
    model,
    running: running.map((one) => ({
      ...one,
      chosen: (vcpus.get(one.domain.name) ?? []).map(savedInterface),
    })),
    cores: declared.flatMap(({ name: domain, vcpus }) =>
      vcpus.flatMap(({ name: vcpu }) => {
        const core = cores.get(vcpuKey(domain, vcpu));
        return core === undefined ? [] : [{ domain, vcpu, core }];
      }),
    ),
    plans: Array.from(plans, ([machine, plans]) => ({ machine, plans })),
    course: {
      ...course,
      leaving: course.leaving.map((ghost) => ({ ...ghost, server: savedServer(ghost.server) })),
      proofs: Array.from(course.proofs, ([place, proofs]) => ({ place, ...proofs })),
    },
  };
}

function savedInterface({
  period,
  deadline,
  budget,
  core,
  computed,
}: CompletedVcpu): SavedInterface {
  return { period, deadline, budget, core, computed };
}

/** A server whose guest's work is told by its numbers alone. */
function savedServer({ work, ...server }: HostServer): SavedServer {
  const numbers =
    typeof work === 'string' ? work : work.map(({ period, wcet }) => ({ period, wcet }));
  return { ...server, work: numbers };
}

/** The running system of a snapshot. */
export function resumed({
  model,
  rearranges,
  running,
  cores,
  plans,
  course,
}: Snapshot): OpenEnvironment {
  const environment = new OpenEnvironment(model, { rearranges });
  const chosen = new Map(
    running.flatMap((one) =>
      one.domain.vcpus.map((vcpu, index) => [
        vcpuKey(one.domain.name, vcpu.name),
        one.chosen[index],
      ]),
    ),
  );
  environment.resume({
    running: running.map(({ chosen: _, ...one }) => one),
    cores: new Map(cores.map((one) => [keyOfVcpu(one), one.core])),
    plans: new Map(plans.map(({ machine, plans }) => [machine, plans])),
    course: {
      ...course,
      proofs: new Map(course.proofs.map(({ place, ...proofs }) => [place, proofs])),
    },
    chosen: (domain, vcpu) => chosen.get(vcpuKey(domain, vcpu)) ?? nothingChosen,
  });
  return environment;
}

const nothingChosen: SavedInterface = {
  period: null,
  deadline: null,
  budget: null,
  core: null,
  computed: { period: false, budget: false, core: false },
};
