/**
 * The source of the program that loads windows into an ARINC653 pool: over libxenctrl, for `xl` has
 * no command for it. It finds the pool by a processor of it.
 */
export const loaderText = String.raw`/* hypersched: loads the windows of an ARINC653 pool of Xen, which xl cannot.
 *   cc -o arinc653 arinc653.c -lxenctrl
 *   ./arinc653 PROCESSOR get
 *   ./arinc653 PROCESSOR set FRAME UUID:VCPU:TIME ...     times in nanoseconds
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xenctrl.h>

#define UUID_BYTES 16

static int fail(const char *what)
{
    fprintf(stderr, "arinc653: %s\n", what);
    return 1;
}

/* The number of the pool that has a processor; -1 if none is scheduled by ARINC653. */
static int64_t pool_of(xc_interface *xc, unsigned int processor)
{
    int64_t found = -1;
    uint32_t next = 0;

    while (found < 0) {
        xc_cpupoolinfo_t *info = xc_cpupool_getinfo(xc, next);

        if (!info)
            break;
        next = info->cpupool_id + 1;
        if ((info->cpumap[processor / 8] & (1 << (processor % 8))) &&
            info->sched_id == XEN_SCHEDULER_ARINC653)
            found = info->cpupool_id;
        xc_cpupool_infofree(xc, info);
    }
    return found;
}

static int read_number(const char **at, uint64_t *number, char end)
{
    char *rest;

    if (**at < '0' || **at > '9')
        return 0;
    errno = 0;
    *number = strtoull(*at, &rest, 10);
    if (errno || *rest != end)
        return 0;
    *at = rest + (end != 0);
    return 1;
}

static int read_entry(const char *at, uint8_t *uuid, uint64_t *vcpu, uint64_t *time)
{
    int digits = 0;

    for (; *at && *at != ':'; at++) {
        char text[2] = { *at, 0 };

        if (*at == '-')
            continue;
        if (digits == 2 * UUID_BYTES || !strchr("0123456789abcdef", *at))
            return 0;
        uuid[digits / 2] = uuid[digits / 2] << 4 | strtoul(text, NULL, 16);
        digits++;
    }
    return digits == 2 * UUID_BYTES && *at++ == ':' && read_number(&at, vcpu, ':') &&
           read_number(&at, time, 0);
}

static void print_entry(const uint8_t *uuid, uint32_t vcpu, uint64_t time)
{
    putchar(' ');
    for (int byte = 0; byte < UUID_BYTES; byte++) {
        if (byte == 4 || byte == 6 || byte == 8 || byte == 10)
            putchar('-');
        printf("%02x", uuid[byte]);
    }
    printf(":%" PRIu32 ":%" PRIu64, vcpu, time);
}

int main(int count, char **words)
{
    struct xen_sysctl_arinc653_schedule schedule = { 0 };
    int setting = count > 4 && !strcmp(words[2], "set");
    const char *first = count > 2 ? words[1] : "";
    uint64_t processor, number;
    xc_interface *xc;
    int64_t pool;
    int result = 1;

    if (!read_number(&first, &processor, 0) || (!setting && strcmp(words[2], "get")))
        return fail("usage: arinc653 PROCESSOR get | set FRAME UUID:VCPU:TIME ...");
    if (setting) {
        const char *frame = words[3];

        if (count - 4 > ARINC653_MAX_DOMAINS_PER_SCHEDULE)
            return fail("too many entries");
        if (!read_number(&frame, &number, 0))
            return fail("the frame is no number");
        schedule.major_frame = number;
        schedule.num_sched_entries = count - 4;
        for (int entry = 0; entry < count - 4; entry++) {
            uint64_t vcpu, time;

            if (!read_entry(words[entry + 4], schedule.sched_entries[entry].dom_handle, &vcpu, &time))
                return fail("an entry is none");
            schedule.sched_entries[entry].vcpu_id = vcpu;
            schedule.sched_entries[entry].runtime = time;
        }
    }
    xc = xc_interface_open(NULL, NULL, 0);
    if (!xc)
        return fail("Xen does not answer");
    pool = processor < (uint64_t)xc_get_max_cpus(xc) ? pool_of(xc, processor) : -1;
    if (pool < 0)
        fail("the processor is in no pool of ARINC653");
    else if (setting)
        result = xc_sched_arinc653_schedule_set(xc, pool, &schedule) ? fail(strerror(errno)) : 0;
    else if (xc_sched_arinc653_schedule_get(xc, pool, &schedule))
        fail(strerror(errno));
    else {
        printf("%" PRIu64, (uint64_t)schedule.major_frame);
        for (int entry = 0; entry < schedule.num_sched_entries; entry++)
            print_entry(schedule.sched_entries[entry].dom_handle,
                        schedule.sched_entries[entry].vcpu_id,
                        schedule.sched_entries[entry].runtime);
        putchar('\n');
        result = 0;
    }
    xc_interface_close(xc);
    return result;
}
`;
