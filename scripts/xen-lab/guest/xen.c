#include "xen.h"
#include <xen/event_channel.h>
#include <xen/io/console.h>
#include <xen/sched.h>
#include <xen/vcpu.h>

extern char hypercall_page[], shared_info_page[];
static struct shared_info *const shared = (void *)shared_info_page;

static struct xencons_interface *console;
static evtchn_port_t console_port;

static long hypercall(unsigned number, word a, word b, word c, word d)
{
  long result;
  register word fourth asm("r10") = d;
  word entry = (word)hypercall_page + number * 32;
  asm volatile("call *%[entry]"
               : "=a"(result), "+D"(a), "+S"(b), "+d"(c), "+r"(fourth)
               : [entry] "b"(entry)
               : "rcx", "r8", "r9", "r11", "memory");
  return result;
}

void xen_begin(const struct start_info *info)
{
  const word present_and_writable = 7;
  hypercall(__HYPERVISOR_update_va_mapping, (word)shared_info_page,
            info->shared_info | present_and_writable, UVMF_INVLPG, 0);
  /* Guest memory is mapped from address 0 on, and this table gives its page of a machine's page. */
  const word *pages = (const word *)MACH2PHYS_VIRT_START;
  console = (void *)(pages[info->console.domU.mfn] << 12);
  console_port = info->console.domU.evtchn;
}

static uint64_t stamp(void)
{
  uint32_t low, high;
  asm volatile("lfence; rdtsc" : "=a"(low), "=d"(high));
  return (uint64_t)high << 32 | low;
}

uint64_t xen_now(void)
{
  const volatile struct vcpu_time_info *time = &shared->vcpu_info[0].time;
  uint32_t version;
  uint64_t now;
  do {
    version = time->version;
    asm volatile("" ::: "memory");
    uint64_t ticks = stamp() - time->tsc_timestamp;
    ticks = time->tsc_shift < 0 ? ticks >> -time->tsc_shift : ticks << time->tsc_shift;
    now = time->system_time + (uint64_t)((unsigned __int128)ticks * time->tsc_to_system_mul >> 32);
    asm volatile("" ::: "memory");
  } while ((version & 1) || version != time->version);
  return now;
}

uint64_t xen_ran(void)
{
  struct vcpu_runstate_info state;
  hypercall(__HYPERVISOR_vcpu_op, VCPUOP_get_runstate_info, 0, (word)&state, 0);
  return state.time[RUNSTATE_running];
}

void xen_sleep_until(uint64_t time)
{
  struct sched_poll poll = { .nr_ports = 0, .timeout = time };
  hypercall(__HYPERVISOR_sched_op, SCHEDOP_poll, (word)&poll, 0, 0);
}

void xen_print(const char *line)
{
  XENCONS_RING_IDX end = console->out_prod;
  for (; *line && end - console->out_cons < sizeof console->out; line++)
    console->out[MASK_XENCONS_IDX(end++, console->out)] = *line;
  asm volatile("mfence" ::: "memory");
  console->out_prod = end;
  struct evtchn_send send = { .port = console_port };
  hypercall(__HYPERVISOR_event_channel_op, EVTCHNOP_send, (word)&send, 0, 0);
}
