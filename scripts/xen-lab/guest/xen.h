/* The few things that the guest asks of Xen. All times are in ns. */
#pragma once
#include <stdint.h>
#include <xen/xen.h>

typedef unsigned long word;

/* Maps the page that Xen shares with the guest, and finds the console. */
void xen_begin(const struct start_info *info);

/* The time since Xen was booted. */
uint64_t xen_now(void);

/* The time for which this VCPU has held a processor. */
uint64_t xen_ran(void);

/* Gives the processor up until a time. */
void xen_sleep_until(uint64_t time);

/* Writes a line to the console; what does not fit there is lost. */
void xen_print(const char *line);
