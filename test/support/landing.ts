/**
 * A landing whose change of plan is refused: each plan gives the whole of what is needed, but
 * between them lies a gap of 20 ms.
 */
export const landing = `
  machine module {
    scheduler ARINC653 major-frame 20ms
    window autopilot.v0 at 0ms for 10ms
    plan landing { window autopilot.v0 at 10ms for 10ms }
  }
  domain autopilot on module {
    vcpu v0
    task control  period 20ms  wcet 4ms  deadline 14ms
  }
  scenario flight on module {
    at 0ms    start autopilot
    at 110ms  plan module landing
    run 400ms
  }`;
