/* options.c - reading a command line by a program's option table */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/options.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal.h"
#include "base/translate.h"

enum {
    FIRST_LONG = 256, /* val of the first option in getopt's long table */
    NAME_MAX_LEN = 32 /* of an option's name that is compared */
};

bool pcs_option_is_optional(const pcs_option *option)
{
    return option->value != NULL && strncmp(option->value, "[=", 2) == 0;
}

static int has_argument(const pcs_option *option)
{
    if (option->value == NULL)
        return no_argument;
    return pcs_option_is_optional(option) ? optional_argument
                                          : required_argument;
}

static bool make_tables(pcs_args *args)
{
    const pcs_command *command = args->command;
    struct option *longs = calloc(command->n_options + 1, sizeof *longs);
    char *letters = malloc(3 * command->n_options + 3);
    if (longs == NULL || letters == NULL) {
        free(longs);
        free(letters);
        return false;
    }
    /* '-' keeps the order of options and operands, ':' makes a missing value
     * an answer of its own. */
    char *p = letters;
    *p++ = '-';
    *p++ = ':';
    for (size_t i = 0; i < command->n_options; i++) {
        const pcs_option *option = &command->options[i];
        longs[i].name = option->name;
        longs[i].has_arg = has_argument(option);
        longs[i].val = FIRST_LONG + (int)i;
        if (option->letter != 0) {
            *p++ = option->letter;
            for (int j = 0; j < has_argument(option); j++)
                *p++ = ':';
        }
    }
    *p = '\0';
    args->longs = longs;
    args->letters = letters;
    return true;
}

void pcs_args_init(pcs_args *args, const pcs_command *command, int argc,
                   char **argv)
{
    memset(args, 0, sizeof *args);
    args->command = command;
    args->argc = argc;
    args->argv = argv;
    if (!make_tables(args))
        pcs_args_fail(args, "out of memory");
    opterr = 0;
    optind = 0; /* makes glibc forget an earlier parse */
}

void pcs_args_dispose(pcs_args *args)
{
    free(args->longs);
    free(args->letters);
    pcs_buffer_dispose(&args->seen);
    args->longs = NULL;
    args->letters = NULL;
}

void pcs_args_fail(pcs_args *args, const char *format, ...)
{
    pcs_buffer clean = {0};
    char line[2 * PCS_ARGS_MESSAGE_MAX];
    va_list list;
    va_start(list, format);
    size_t used = 0;
    if (args->where != NULL)
        used = (size_t)snprintf(line, sizeof line, "%s: ", args->where);
    used = used < sizeof line ? used : sizeof line - 1;
    vsnprintf(line + used, sizeof line - used, pcs_translate(format), list);
    va_end(list);
    /* What the user typed may hold anything; a message may not. */
    pcs_text_clean(&clean, line, strlen(line));
    size_t len = clean.len;
    if (len >= sizeof args->message) {
        len = sizeof args->message - 1;
        while (len > 0 && ((unsigned char)clean.data[len] & 0xC0) == 0x80)
            len--;
    }
    if (!clean.failed && len > 0)
        memcpy(args->message, clean.data, len);
    args->message[clean.failed ? 0 : len] = '\0';
    pcs_buffer_dispose(&clean);
}

/* Optimal string alignment distance: what a slip of the fingers makes. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][NAME_MAX_LEN + 1];
    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[a_len % 3][b_len];
}

/* Whether other is nearer to name than what was found, *best off. */
static bool is_nearer(const char *name, size_t len, const char *other,
                      size_t other_len, size_t *best)
{
    if (len == 0 || len > NAME_MAX_LEN || other_len > NAME_MAX_LEN)
        return false;
    bool begins = len <= other_len && memcmp(other, name, len) == 0;
    size_t far = begins ? 0 : distance(name, len, other, other_len);
    if (far >= *best)
        return false;
    *best = far;
    return true;
}

/* What is as far off is none that was meant. */
static size_t too_far(size_t len)
{
    return len < 4 ? 2 : 1 + (len + 2) / 3;
}

const char *pcs_command_nearest(const pcs_command *command, const char *name,
                                size_t len)
{
    const char *found = NULL;
    size_t best = too_far(len);
    for (size_t i = 0; i < command->n_options; i++) {
        const char *other = command->options[i].name;
        if (is_nearer(name, len, other, strlen(other), &best))
            found = other;
    }
    return found;
}

const char *pcs_words_nearest(const char *words, const char *name, size_t len,
                              size_t *found_len)
{
    const char *found = NULL;
    size_t best = too_far(len);
    for (const char *p = words; *p != '\0';) {
        size_t word = strcspn(p, " ");
        if (is_nearer(name, len, p, word, &best)) {
            found = p;
            *found_len = word;
        }
        p += word + (p[word] == ' ');
    }
    return found;
}

/* Appends text as it stands inside single quotes of a shell. */
static void put_quoted(pcs_buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            pcs_buffer_puts(out, "'\\''");
        else
            pcs_buffer_putc(out, *text);
    }
}

/*
 * Appends the command with everything from the operands before argv[at] to the
 * next option in one quoted argument, which is behind -- where it begins like
 * an option.
 */
static void put_quoted_query(pcs_buffer *out, const pcs_args *args, int at)
{
    bool is_first = args->seen.len == 0;
    pcs_buffer_printf(out, "%s %s'", args->command->name,
                      is_first ? "-- " : "");
    if (!is_first) {
        put_quoted(out, args->seen.data);
        pcs_buffer_putc(out, ' ');
    }
    put_quoted(out, args->argv[at]);
    for (int i = at + 1; i < args->argc && args->argv[i][0] != '-'; i++) {
        pcs_buffer_putc(out, ' ');
        put_quoted(out, args->argv[i]);
    }
    pcs_buffer_putc(out, '\'');
}

static int fail_unknown(pcs_args *args, int at)
{
    const char *element = args->argv[at];
    bool is_long = element[1] == '-';
    const char *name = element + (is_long ? 2 : 1);
    size_t len = strcspn(name, "=");
    const char *near = pcs_command_nearest(args->command, name, len);
    /* A cluster of letters is a name only where it is one exactly. */
    if (!is_long && (near == NULL || strcmp(near, name) != 0))
        near = NULL;
    pcs_buffer line = {0};
    pcs_buffer_printf(&line, pcs_translate("unknown option %.*s;"),
                      is_long ? (int)len + 2 : (int)strlen(element), element);
    if (near != NULL) {
        pcs_buffer_putc(&line, ' ');
        pcs_buffer_printf(&line, pcs_translate("did you mean --%s?"), near);
    }
    /* At the beginning, more than a letter is no slip. */
    bool is_term =
        args->seen.len > 0 || (!is_long && near == NULL && strlen(element) > 2);
    if (args->command->operands_exclude && is_term) {
        pcs_buffer_putc(&line, ' ');
        pcs_buffer_puts(&line, is_long
                                   ? pcs_translate("to search for it write:")
                                   : pcs_translate("to exclude a term write:"));
        pcs_buffer_putc(&line, ' ');
        put_quoted_query(&line, args, at);
    } else if (near == NULL) {
        pcs_buffer_putc(&line, ' ');
        pcs_buffer_printf(&line, pcs_translate("see %s --help"),
                          args->command->name);
    }
    pcs_args_fail(args, "%s",
                  line.failed ? pcs_translate("out of memory") : line.data);
    pcs_buffer_dispose(&line);
    return PCS_ARG_ERROR;
}

static const pcs_option *find_option(const pcs_command *command, int value)
{
    if (value >= FIRST_LONG)
        return &command->options[value - FIRST_LONG];
    for (size_t i = 0; i < command->n_options; i++)
        if (command->options[i].letter == value && value != 0)
            return &command->options[i];
    return NULL;
}

/* A long option must be written out: getopt would take any clear beginning. */
static bool is_abbreviated(const char *element, const pcs_option *option)
{
    if (strncmp(element, "--", 2) != 0)
        return false;
    size_t len = strcspn(element + 2, "=");
    return strlen(option->name) != len ||
           strncmp(option->name, element + 2, len) != 0;
}

static bool is_choice(const char *choices, const char *value)
{
    size_t len = strlen(value);
    if (choices == NULL || choices[0] == '@')
        return true;
    for (const char *p = choices; *p != '\0';) {
        size_t word = strcspn(p, " ");
        if (word == len && strncmp(p, value, len) == 0)
            return true;
        p += word + (p[word] == ' ');
    }
    return false;
}

const pcs_option *pcs_command_find(const pcs_command *command, const char *name,
                                   size_t len)
{
    for (size_t i = 0; i < command->n_options; i++) {
        const char *other = command->options[i].name;
        if (strlen(other) == len && memcmp(other, name, len) == 0)
            return &command->options[i];
    }
    return NULL;
}

const char *pcs_args_dashes(const pcs_args *args)
{
    return args->where != NULL ? "" : "--";
}

int pcs_args_set(pcs_args *args, const pcs_option *option, const char *value,
                 const char *where)
{
    args->option = option;
    args->value = value;
    args->where = where;
    if (value == NULL || is_choice(option->choices, value))
        return option->id;
    pcs_args_fail(args, "%s%s %s: the values are %s", pcs_args_dashes(args),
                  option->name, value, option->choices);
    return PCS_ARG_ERROR;
}

static int take_operand(pcs_args *args, const char *value)
{
    args->value = value;
    if (args->seen.len > 0)
        pcs_buffer_putc(&args->seen, ' ');
    pcs_buffer_puts(&args->seen, value);
    return PCS_ARG_OPERAND;
}

/* getopt's '?' and ':' for the element at argv[at]. */
static int fail_option(pcs_args *args, int got, int at)
{
    const pcs_option *option = find_option(args->command, optopt);
    if (option == NULL || is_abbreviated(args->argv[at], option))
        return fail_unknown(args, at);
    if (got == ':')
        pcs_args_fail(args, "--%s needs a value: --%s %s", option->name,
                      option->name, option->value);
    else
        pcs_args_fail(args, "--%s takes no value: write --%s", option->name,
                      option->name);
    return PCS_ARG_ERROR;
}

int pcs_args_next(pcs_args *args)
{
    args->value = NULL;
    args->option = NULL;
    if (args->letters == NULL)
        return PCS_ARG_ERROR;
    int at = optind == 0 ? 1 : optind;
    int got = -1;
    if (!args->only_operands)
        got = getopt_long(args->argc, args->argv, args->letters, args->longs,
                          NULL);
    if (got == -1) {
        args->only_operands = true;
        if (optind >= args->argc)
            return PCS_ARG_END;
        return take_operand(args, args->argv[optind++]);
    }
    if (got == 1)
        return take_operand(args, optarg);
    if (got == '?' || got == ':')
        return fail_option(args, got, at);
    const pcs_option *option = find_option(args->command, got);
    if (is_abbreviated(args->argv[at], option))
        return fail_unknown(args, at);
    return pcs_args_set(args, option, option->value != NULL ? optarg : NULL,
                        NULL);
}
