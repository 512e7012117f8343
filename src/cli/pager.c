/* pager.c - showing text a screen at a time */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/terminal.h"

enum {
    NOT_EXECUTABLE = 126, /* what a shell ends with where it cannot run it */
    NOT_FOUND = 127
};

pcs_pager pcs_pager_choose(void)
{
    pcs_pager none = {NULL, false};
    if (!pcs_terminal_is_capable())
        return none;
    const char *command = getenv("PCSEARCH_PAGER");
    if (command == NULL)
        command = getenv("PAGER");
    if (command == NULL)
        return (pcs_pager){"less", false};
    if (command[strspn(command, " \t")] == '\0' || strcmp(command, "cat") == 0)
        return none;
    return (pcs_pager){command, true};
}

/* The offset behind the escape sequence at text[at]. */
static size_t skip_escape(const char *text, size_t len, size_t at)
{
    if (++at == len)
        return len;
    char kind = text[at++];
    if (kind == '[') {
        while (at < len && (unsigned char)text[at] < 0x40)
            at++;
        return at < len ? at + 1 : len;
    }
    while (kind == ']' && at < len && text[at - 1] != '\a' &&
           !(text[at - 1] == '\\' && text[at - 2] == '\033'))
        at++;
    return at;
}

/* The columns of [start, end), which is one line. */
static size_t line_width(const char *text, size_t start, size_t end)
{
    size_t width = 0;
    while (start < end) {
        const char *escape = memchr(text + start, '\033', end - start);
        size_t stop = escape != NULL ? (size_t)(escape - text) : end;
        width += pcs_text_width(text + start, stop - start);
        start = stop < end ? skip_escape(text, end, stop) : end;
    }
    return width;
}

bool pcs_pager_is_long(const char *text, size_t len, size_t width, size_t rows)
{
    size_t used = 1; /* the prompt's */
    for (size_t at = 0; at < len && used <= rows;) {
        const char *newline = memchr(text + at, '\n', len - at);
        size_t end = newline != NULL ? (size_t)(newline - text) : len;
        size_t columns = line_width(text, at, end);
        used += columns > width ? (columns + width - 1) / width : 1;
        at = end + 1;
    }
    return used > rows;
}

/* Only what a shell would do nothing about is run without one: then it is
 * known whether it started. */
static bool needs_shell(const char *command)
{
    return strpbrk(command, " \t\n|&;<>()$`\\\"'*?[#~=%") != NULL;
}

static void run_child(const char *command, int input, int report)
{
    signal(SIGPIPE, SIG_DFL);
    if (getenv("LESS") == NULL)
        setenv("LESS", "FRX", 1);
    if (getenv("LESSCHARSET") == NULL)
        setenv("LESSCHARSET", "utf-8", 1);
    if (dup2(input, STDIN_FILENO) >= 0) {
        if (needs_shell(command))
            execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        else
            execlp(command, command, (char *)NULL);
    }
    int number = errno;
    ssize_t n = write(report, &number, sizeof number);
    (void)n;
    _exit(NOT_FOUND);
}

/* The errno of an exec that failed, 0 where it went well. */
static int read_report(int fd)
{
    int number = 0;
    ssize_t n;
    do {
        n = read(fd, &number, sizeof number);
    } while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof number ? number : 0;
}

static void feed(int fd, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, text, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return; /* EPIPE: whoever reads has seen enough */
        text += n;
        len -= (size_t)n;
    }
}

static pcs_status fail(const pcs_pager *pager, int number, pcs_error *err)
{
    pcs_status status = number == ENOENT ? PCS_ENOTFOUND : PCS_EIO;
    return pcs_error_set(err, status, "%s: %s", pager->command,
                         pcs_errno_string(number));
}

static pcs_status wait_for(const pcs_pager *pager, pid_t child, int number,
                           pcs_error *err)
{
    int result = 0;
    while (waitpid(child, &result, 0) < 0 && errno == EINTR)
        ;
    if (number != 0)
        return fail(pager, number, err);
    /* What a shell was to run is not known otherwise. */
    if (WIFEXITED(result) && WEXITSTATUS(result) == NOT_FOUND)
        return fail(pager, ENOENT, err);
    if (WIFEXITED(result) && WEXITSTATUS(result) == NOT_EXECUTABLE)
        return fail(pager, EACCES, err);
    return PCS_OK;
}

static pcs_status run_pager(const pcs_pager *pager, const char *text,
                            size_t len, const int input[2], const int report[2],
                            pcs_error *err)
{
    pid_t child = fork();
    if (child == 0)
        run_child(pager->command, input[0], report[1]);
    int number = child < 0 ? errno : 0;
    close(input[0]);
    close(report[1]);
    if (child > 0) {
        number = read_report(report[0]);
        /* Until it ends, ^C is a key of the pager's. The child had the old
         * answers, as it was started before. */
        void (*interrupt)(int) = signal(SIGINT, SIG_IGN);
        void (*quit)(int) = signal(SIGQUIT, SIG_IGN);
        if (number == 0)
            feed(input[1], text, len);
        close(input[1]);
        close(report[0]);
        pcs_status status = wait_for(pager, child, number, err);
        signal(SIGINT, interrupt);
        signal(SIGQUIT, quit);
        return status;
    }
    close(input[1]);
    close(report[0]);
    return fail(pager, number, err);
}

pcs_status pcs_pager_show(const pcs_pager *pager, const char *text, size_t len,
                          pcs_error *err)
{
    int input[2], report[2];
    if (pipe2(input, O_CLOEXEC) < 0)
        return fail(pager, errno, err);
    if (pipe2(report, O_CLOEXEC) < 0) {
        int number = errno;
        close(input[0]);
        close(input[1]);
        return fail(pager, number, err);
    }
    return run_pager(pager, text, len, input, report, err);
}
