/*
 * A guest of Xen that runs periodic tasks and tells on its console how they fared. Its command line:
 *
 *   [edf] [report=NS] TASK=PERIOD:WCET:DEADLINE[:PRIORITY] ...      at most 16 tasks, times in ns
 *
 * Tasks are scheduled by fixed priorities, larger first, or by EDF; a job is preempted within a few
 * µs. A job uses its WCET of the processor, wherever the hypervisor takes that away in between. One
 * line a task and report: name, jobs that ended, deadlines missed, longest response so far in ns.
 */
#include "xen.h"

enum { most_tasks = 16, longest_name = 32 };

/* A job runs for so long before releases are looked at again. */
static const uint64_t slice = 10000;

struct task {
  char name[longest_name];
  uint64_t period, wcet, deadline, priority;
  uint64_t first;     /* the release of job 0 */
  uint64_t ended;     /* jobs that ended; the job of that number is the current one */
  uint64_t used;      /* of the current job's WCET */
  uint64_t late;      /* jobs that ended after their deadlines */
  uint64_t longest;   /* the longest response */
};

static struct task tasks[most_tasks];
static int count;
static int by_deadline;
static uint64_t report_every = 500000000;

static const char *number(const char *text, uint64_t *value)
{
  for (*value = 0; *text >= '0' && *text <= '9'; text++)
    *value = *value * 10 + (uint64_t)(*text - '0');
  return *text == ':' ? text + 1 : text;
}

static int begins(const char *text, const char *word)
{
  while (*word && *text == *word) text++, word++;
  return !*word;
}

static const char *read_task(const char *text)
{
  struct task *task = &tasks[count];
  int length = 0;
  for (; *text && *text != ' ' && *text != '='; text++)
    if (length < longest_name - 1) task->name[length++] = *text;
  if (*text != '=') return text;
  text = number(text + 1, &task->period);
  text = number(text, &task->wcet);
  text = number(text, &task->deadline);
  text = number(text, &task->priority);
  if (task->period > 0) count++;
  return text;
}

static void read_command_line(const char *text)
{
  while (*text && count < most_tasks) {
    if (*text == ' ') text++;
    else if (begins(text, "edf")) by_deadline = 1, text += 3;
    else if (begins(text, "report=")) text = number(text + 7, &report_every);
    else text = read_task(text);
  }
}

static uint64_t release(const struct task *task)
{
  return task->first + task->ended * task->period;
}

/* The released job that comes first, or none; then `next` is the next release. */
static struct task *choose(uint64_t now, uint64_t *next)
{
  struct task *first = 0;
  *next = UINT64_MAX;
  for (struct task *task = tasks; task < tasks + count; task++) {
    uint64_t released = release(task);
    if (released > now) {
      if (released < *next) *next = released;
    } else if (!first || (by_deadline ? released + task->deadline < release(first) + first->deadline
                                      : task->priority > first->priority)) {
      first = task;
    }
  }
  return first;
}

static void end_job(struct task *task, uint64_t now)
{
  uint64_t response = now - release(task);
  if (response > task->longest) task->longest = response;
  if (response > task->deadline) task->late++;
  task->used = 0;
  task->ended++;
}

/* Jobs whose deadlines passed, those that have not ended yet among them. */
static uint64_t missed(const struct task *task, uint64_t now)
{
  uint64_t due = release(task) + task->deadline;
  return task->late + (due < now ? (now - due) / task->period + 1 : 0);
}

static char *put(char *to, const char *text)
{
  while (*text) *to++ = *text++;
  return to;
}

static char *put_number(char *to, uint64_t value)
{
  char digits[20];
  int length = 0;
  do digits[length++] = (char)('0' + value % 10);
  while (value /= 10);
  while (length) *to++ = digits[--length];
  return to;
}

static void report(uint64_t now)
{
  for (const struct task *task = tasks; task < tasks + count; task++) {
    char line[200], *end = put(line, "task ");
    end = put(end, task->name);
    end = put_number(put(end, " jobs "), task->ended);
    end = put_number(put(end, " missed "), missed(task, now));
    end = put_number(put(end, " longest "), task->longest);
    *put(end, "\r\n") = 0;
    xen_print(line);
  }
}

void guest_main(const struct start_info *info)
{
  xen_begin(info);
  read_command_line((const char *)info->cmd_line);
  uint64_t begin = xen_now(), next_report = begin + report_every, ran = xen_ran();
  for (int i = 0; i < count; i++) tasks[i].first = begin;
  for (;;) {
    uint64_t now = xen_now(), next;
    if (now >= next_report) {
      report(now);
      next_report += report_every;
    }
    struct task *task = choose(now, &next);
    if (!task) {
      xen_sleep_until(next < next_report ? next : next_report);
      ran = xen_ran();
      continue;
    }
    /* All that this VCPU ran since the last look is the job's, this program's own work too. */
    uint64_t left = task->wcet - task->used, until = ran + (left < slice ? left : slice), before = ran;
    while (ran < until) {
      for (volatile int turn = 0; turn < 100; turn++) continue;
      ran = xen_ran();
    }
    task->used += ran - before;
    if (task->used >= task->wcet) end_job(task, xen_now());
  }
}
