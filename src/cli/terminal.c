/* terminal.c - standard streams, colour and width */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 80, WIDTH_MIN = 20, WIDTH_MAX = 1000 };
enum { ROWS_DEFAULT = 24, ROWS_MIN = 2, ROWS_MAX = 10000 };

bool pcs_when_parse(pcs_when *out, const char *text)
{
    static const char *const names[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(text, names[i]) == 0) {
            *out = (pcs_when)i;
            return true;
        }
    }
    return false;
}

void pcs_cli_init(void)
{
    /* The lowest free number is what open returns, so this fills 0, 1, 2. */
    int fd = 0;
    do {
        fd = open("/dev/null", O_RDWR);
    } while (fd >= 0 && fd < 3);
    if (fd >= 3)
        close(fd);
    signal(SIGPIPE, SIG_IGN);
    setvbuf(stdout, NULL, _IOFBF, 65536);
}

static pcs_output write_failure(int number, pcs_error *err)
{
    if (number == EPIPE)
        return PCS_OUTPUT_CLOSED;
    pcs_error_set(err, PCS_EIO, "writing the output: %s",
                  pcs_errno_string(number != 0 ? number : EIO));
    return PCS_OUTPUT_ERROR;
}

pcs_output pcs_cli_write(FILE *stream, const char *data, size_t len,
                         pcs_error *err)
{
    errno = 0;
    if (len == 0 || fwrite(data, 1, len, stream) == len)
        return PCS_OUTPUT_OK;
    return write_failure(errno, err);
}

/* A write that failed earlier left its mark on the stream, but no errno: a pipe
 * without a reader still says so. */
static bool has_no_reader(FILE *stream)
{
    struct pollfd poll_fd = {.fd = fileno(stream), .events = POLLOUT};
    return poll(&poll_fd, 1, 0) == 1 && (poll_fd.revents & POLLERR);
}

pcs_output pcs_cli_flush(FILE *stream, pcs_error *err)
{
    errno = 0;
    if (fflush(stream) == 0 && !ferror(stream))
        return PCS_OUTPUT_OK;
    if (errno == 0 && has_no_reader(stream))
        return PCS_OUTPUT_CLOSED;
    return write_failure(errno, err);
}

bool pcs_terminal_is(FILE *stream)
{
    int fd = fileno(stream);
    return fd >= 0 && isatty(fd) == 1;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0';
}

static bool is_value(const char *name, const char *wanted)
{
    const char *value = getenv(name);
    return value != NULL && strcmp(value, wanted) == 0;
}

bool pcs_color_wanted(pcs_when when, FILE *stream)
{
    if (when != PCS_WHEN_AUTO)
        return when == PCS_WHEN_ALWAYS;
    if (is_set("NO_COLOR"))
        return false;
    if (is_set("CLICOLOR_FORCE") && !is_value("CLICOLOR_FORCE", "0"))
        return true;
    if (is_value("CLICOLOR", "0") || is_value("TERM", "dumb"))
        return false;
    return pcs_terminal_is(stream);
}

bool pcs_terminal_is_capable(void)
{
    return is_set("TERM") && !is_value("TERM", "dumb");
}

static size_t clamp(unsigned long value, size_t min, size_t max)
{
    if (value < min)
        return min;
    return value > max ? max : value;
}

/* A variable that holds a number; 0 where it holds none. */
static unsigned long number_of(const char *name)
{
    const char *text = getenv(name);
    if (text == NULL || text[0] < '1' || text[0] > '9')
        return 0;
    char *end = NULL;
    unsigned long value = strtoul(text, &end, 10);
    return *end == '\0' ? value : 0;
}

static struct winsize size_of(FILE *stream)
{
    struct winsize size;
    memset(&size, 0, sizeof size);
    if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0)
        memset(&size, 0, sizeof size);
    return size;
}

size_t pcs_terminal_width(FILE *stream)
{
    unsigned long width = number_of("COLUMNS");
    if (width == 0)
        width = size_of(stream).ws_col;
    return width ? clamp(width, WIDTH_MIN, WIDTH_MAX) : WIDTH_DEFAULT;
}

size_t pcs_terminal_rows(FILE *stream)
{
    unsigned long rows = number_of("LINES");
    if (rows == 0)
        rows = size_of(stream).ws_row;
    return rows ? clamp(rows, ROWS_MIN, ROWS_MAX) : ROWS_DEFAULT;
}
