/**
 * A guest, beside the VCPU's servers and interface, that is refused for a miss at another place
 * than expected.
 */
export interface LateMiss {
  readonly machine: string;
  readonly domain: string;
}

/** Guests whose run once showed no expected miss, or that of another task. */
export const lateMisses: Readonly<Record<string, LateMiss>> = {
  'the first declared of three of one priority, the others 1 ns before it': {
    machine: 'servers periodic',
    domain: `scheduler FIFO  vcpu v period 50us budget 50us
      task t0 period 1ms wcet 20us deadline 59us priority 1
      task t1 period 1ms wcet 20us priority 1
      task t2 period 1ms wcet 20us priority 1`,
  },
  'the second declared of two that take turns, behind one turn for each of its own': {
    machine: 'servers periodic',
    domain: `scheduler RR quantum 10us  vcpu v period 50us budget 50us
      task t0 period 1ms wcet 50us
      task t1 period 1ms wcet 15us deadline 34us`,
  },
  'two in the order they come, a sliver above the bandwidth': {
    machine: 'servers deferrable',
    domain: `scheduler FIFO  vcpu v period 4us budget 1us deadline 1us
      task t1 period 23451ns wcet 269ns deadline 39866ns jitter 878ns priority 1
      task t2 period 14829ns wcet 3538ns deadline 25209ns jitter 439ns priority 1`,
  },
  'a light task beside a heavy one of its priority, below an urgent one and the kernel': {
    machine: 'servers polling',
    domain: `scheduler FIFO  kernel latency 1949ns  vcpu v period 9us budget 2us deadline 5us
      task t1 period 59us wcet 3060ns deadline 100300ns priority 1
      task t2 period 15765ns wcet 295ns deadline 26800ns jitter 1712ns priority 2
      task t3 period 14467ns wcet 2525ns deadline 12268ns priority 1`,
  },
  'two urgent ones of one priority, of which the second misses, and both can be blocked': {
    machine: 'servers deferrable',
    domain: `scheduler FIFO  kernel latency 630ns  vcpu v period 10us budget 2us
      task t0 period 18573ns wcet 533ns jitter 1200ns priority 0 blocking 3ns
      task t1 period 53481ns wcet 307ns jitter 8346ns priority 2 blocking 110ns
      task t2 period 19us wcet 3850ns jitter 2385ns priority 2 blocking 95ns`,
  },
  'a long deadline beside a short one with more jitter than its period': {
    machine: 'servers polling',
    domain: `scheduler FIFO  vcpu v period 8us budget 5us
      task t0 period 55376ns wcet 339ns deadline 94139ns priority 1
      task t1 period 6us wcet 3894ns deadline 10200ns jitter 7075ns priority 1`,
  },
  'three of one priority with task switches': {
    machine: 'servers deferrable',
    domain: `scheduler FIFO  kernel latency 1018ns  task-switch 50ns  vcpu v period 10us budget 6us
      task t0 period 26702ns wcet 360ns deadline 45393ns jitter 2568ns priority 1
      task t1 period 14232ns wcet 530ns deadline 24194ns priority 2
      task t2 period 37720ns wcet 2169ns deadline 64124ns priority 1
      task t3 period 5us wcet 2610ns deadline 8500ns priority 1`,
  },
  'three of one priority under FP, of which the last declared misses first': {
    machine: 'servers periodic',
    domain: `scheduler FP  vcpu v period 5us budget 3us
      task t0 period 17us wcet 393ns deadline 28900ns jitter 13728ns priority 0
      task t1 period 32912ns wcet 202ns deadline 55950ns jitter 1736ns priority 1
      task t2 period 7us wcet 2995ns deadline 11900ns jitter 205ns priority 0
      task t3 period 20us wcet 3302ns deadline 18638ns jitter 8765ns priority 0`,
  },
  'two in the order they come with task switches and the kernel': {
    machine: 'servers periodic',
    domain: `scheduler FIFO  kernel latency 1033ns  task-switch 100ns  vcpu v period 9us budget 2us deadline 6us
      task t0 period 60us wcet 398ns deadline 102us priority 0
      task t1 period 10830ns wcet 2393ns deadline 16381ns priority 0`,
  },
  'task switches let the test fail a job before the one that misses': {
    machine: 'servers polling',
    domain: `scheduler DM  task-switch 100ns  vcpu v period 7us budget 1us
      task t0 period 46933ns wcet 3932ns deadline 33328ns jitter 1676ns
      task t1 period 42us wcet 3849ns deadline 71400ns jitter 3811ns
      task t2 period 15315ns wcet 2251ns deadline 27415ns
      task t3 period 43us wcet 1122ns deadline 73100ns`,
  },
  'two in turns, a sliver above the bandwidth': {
    machine: 'servers deferrable',
    domain: `scheduler RR quantum 1us  vcpu v period 11us budget 7us
      task t0 period 56233ns wcet 23003ns deadline 95596ns jitter 2223ns
      task t1 period 49us wcet 11348ns deadline 83300ns jitter 872ns`,
  },
  'three in turns, of which one gets through for long': {
    machine: 'servers periodic',
    domain: `scheduler RR quantum 500ns  vcpu v period 7us budget 2us
      task t0 period 34us wcet 2870ns deadline 57800ns
      task t1 period 34835ns wcet 6280ns deadline 59219ns
      task t2 period 18us wcet 424ns deadline 30600ns`,
  },
  'windows after one of which one task misses first, after another another': {
    machine: `scheduler ARINC653 major-frame 25us
      window d.v at 0us for 8us  window d.v at 8us for 4us  window d.v at 12us for 5us  window d.v at 22us for 3us`,
    domain: `scheduler FIFO  task-switch 50ns  vcpu v
      task t0 period 50938ns wcet 2005ns deadline 54892ns jitter 1337ns priority 2
      task t1 period 49us wcet 3618ns jitter 1145ns priority 0
      task t2 period 24us wcet 177ns deadline 11675ns jitter 17669ns priority 0
      task t3 period 7us wcet 950ns priority 1`,
  },
};
