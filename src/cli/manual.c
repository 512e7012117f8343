/* manual.c - help and man page of a program, from its option table */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/options.h"

#include <ctype.h>
#include <string.h>

#include "cli/wrap.h"

enum {
    HELP_WIDTH = 80,
    HELP_COLUMN = 26 /* where an option's explanation begins */
};

static const char help_indent[] = "                          ";

/* A piece of text: [data, data + len). */
typedef struct piece {
    const char *data;
    size_t len;
} piece;

/* The next paragraph of *text, which then stands behind it; false at the end.
 */
static bool next_paragraph(const char **text, piece *out)
{
    while (**text == '\n')
        (*text)++;
    if (**text == '\0')
        return false;
    const char *end = strstr(*text, "\n\n");
    out->data = *text;
    out->len = end != NULL ? (size_t)(end - *text) : strlen(*text);
    *text += out->len;
    return true;
}

/* "-n, --limit N", or "    --offset N" where letters are to line up. */
static void put_option(pcs_buffer *out, const pcs_option *option)
{
    if (option->letter != 0)
        pcs_buffer_printf(out, "-%c, ", option->letter);
    else
        pcs_buffer_puts(out, "    ");
    pcs_buffer_printf(out, "--%s", option->name);
    if (option->value != NULL)
        pcs_buffer_printf(out, "%s%s",
                          pcs_option_is_optional(option) ? "" : " ",
                          option->value);
}

static void help_option(pcs_buffer *out, const pcs_option *option)
{
    size_t start = out->len;
    pcs_buffer_puts(out, "  ");
    put_option(out, option);
    size_t used = out->len - start;
    if (used + 2 > HELP_COLUMN) {
        pcs_buffer_putc(out, '\n');
        used = 0;
    }
    for (; used < HELP_COLUMN; used++)
        pcs_buffer_putc(out, ' ');
    pcs_wrap_options options = {
        .width = HELP_WIDTH, .used = used, .indent = help_indent};
    pcs_text_wrap(out, option->help, strlen(option->help), NULL, 0, &options);
    pcs_buffer_putc(out, '\n');
}

/* Whether options[i] begins a group: tables keep a section's options apart. */
static bool begins_section(const pcs_command *command, size_t i)
{
    return i == 0 || strcmp(command->options[i].section,
                            command->options[i - 1].section) != 0;
}

static void help_synopses(pcs_buffer *out, const pcs_command *command)
{
    for (size_t i = 0; command->synopses[i] != NULL; i++)
        pcs_buffer_printf(out, "%s %s %s\n", i == 0 ? "Usage:" : "      ",
                          command->name, command->synopses[i]);
}

void pcs_command_help(pcs_buffer *out, const pcs_command *command)
{
    help_synopses(out, command);
    char first = (char)toupper((unsigned char)command->summary[0]);
    pcs_buffer_printf(out, "\n%c%s.\n", first, command->summary + 1);
    for (size_t i = 0; i < command->n_options; i++) {
        if (begins_section(command, i))
            pcs_buffer_printf(out, "\n%s:\n", command->options[i].section);
        help_option(out, &command->options[i]);
    }
    const pcs_example *example = command->examples;
    if (example && example->command)
        pcs_buffer_puts(out, "\nExamples:\n");
    for (; example && example->command; example++)
        pcs_buffer_printf(out, "  %s\n", example->command);
    pcs_buffer_printf(out, "\nThe manual: man %s. See also %s.\n",
                      command->name, command->see_also);
}

void pcs_command_version(pcs_buffer *out, const pcs_command *command)
{
    pcs_buffer_printf(out, "%s %s\n", command->name, PCS_CLI_VERSION);
}

/* What roff would read as something else than the character, or NULL. */
static const char *roff_escape(char c)
{
    switch (c) {
    case '\\':
        return "\\e";
    case '-':
        return "\\-";
    case '\'':
        return "\\(aq";
    case '`':
        return "\\(ga";
    case '^':
        return "\\(ha";
    case '~':
        return "\\(ti";
    default:
        return NULL;
    }
}

/* Appends text that roff shows as it stands. */
static void roff_text(pcs_buffer *out, const char *text, size_t len)
{
    bool begins_line = out->len == 0 || out->data[out->len - 1] == '\n';
    for (size_t i = 0; i < len; i++) {
        const char *escape = roff_escape(text[i]);
        if (begins_line && text[i] == '.')
            pcs_buffer_puts(out, "\\&");
        if (escape != NULL)
            pcs_buffer_puts(out, escape);
        else
            pcs_buffer_putc(out, text[i]);
        begins_line = text[i] == '\n';
    }
}

static void roff_string(pcs_buffer *out, const char *text)
{
    roff_text(out, text, strlen(text));
}

/* A sentence a line, as roff wants, so that it spaces their ends itself. */
static void roff_sentences(pcs_buffer *out, const char *text, size_t len)
{
    size_t start = 0;
    for (size_t i = 0; i + 2 < len; i++) {
        if (text[i] == '.' && text[i + 1] == ' ' &&
            isupper((unsigned char)text[i + 2])) {
            roff_text(out, text + start, i + 1 - start);
            pcs_buffer_putc(out, '\n');
            start = i + 2;
        }
    }
    roff_text(out, text + start, len - start);
    pcs_buffer_putc(out, '\n');
}

/* Lines that are shown as they stand. */
static void roff_lines(pcs_buffer *out, const piece *paragraph)
{
    pcs_buffer_puts(out, ".PP\n.nf\n");
    roff_text(out, paragraph->data, paragraph->len);
    pcs_buffer_puts(out, "\n.fi\n");
}

/* Paragraphs; those with a tab are "term\tdescription", and those that begin
 * with a space are lines. */
static void roff_paragraphs(pcs_buffer *out, const char *text)
{
    piece paragraph;
    while (next_paragraph(&text, &paragraph)) {
        if (*paragraph.data == ' ') {
            roff_lines(out, &paragraph);
            continue;
        }
        const char *tab = memchr(paragraph.data, '\t', paragraph.len);
        const char *rest = paragraph.data;
        if (tab != NULL) {
            pcs_buffer_puts(out, ".TP\n.B ");
            roff_text(out, rest, (size_t)(tab - rest));
            pcs_buffer_putc(out, '\n');
            rest = tab + 1;
        } else {
            pcs_buffer_puts(out, ".PP\n");
        }
        roff_sentences(out, rest,
                       paragraph.len - (size_t)(rest - paragraph.data));
    }
}

static void roff_option(pcs_buffer *out, const pcs_option *option)
{
    pcs_buffer_puts(out, ".TP\n");
    if (option->letter != 0)
        pcs_buffer_printf(out, "\\fB\\-%c\\fR, ", option->letter);
    pcs_buffer_puts(out, "\\fB\\-\\-");
    roff_string(out, option->name);
    pcs_buffer_puts(out, "\\fR");
    if (option->value != NULL) {
        pcs_buffer_printf(out, "%s\\fI",
                          pcs_option_is_optional(option) ? "" : " ");
        roff_string(out, option->value);
        pcs_buffer_puts(out, "\\fR");
    }
    pcs_buffer_putc(out, '\n');
    roff_sentences(out, option->help, strlen(option->help));
}

static void roff_options(pcs_buffer *out, const pcs_command *command)
{
    pcs_buffer_puts(out, ".SH OPTIONS\n");
    for (size_t i = 0; i < command->n_options; i++) {
        if (begins_section(command, i))
            pcs_buffer_printf(out, ".SS %s\n", command->options[i].section);
        roff_option(out, &command->options[i]);
    }
}

static void roff_examples(pcs_buffer *out, const pcs_command *command)
{
    const pcs_example *example = command->examples;
    if (example && example->command)
        pcs_buffer_puts(out, ".SH EXAMPLES\n");
    for (; example && example->command; example++) {
        pcs_buffer_puts(out, ".PP\n");
        roff_sentences(out, example->comment, strlen(example->comment));
        if (example->exit_status != 0)
            pcs_buffer_printf(out, "(Exit status %d.)\n.\\\" exit %d\n",
                              example->exit_status, example->exit_status);
        pcs_buffer_puts(out, ".PP\n.RS 4\n.EX\n");
        roff_string(out, example->command);
        pcs_buffer_puts(out, "\n.EE\n.RE\n");
    }
}

/* The first lines: how the page is coded, its title, name and synopsis. */
static void roff_head(pcs_buffer *out, const pcs_command *command)
{
    pcs_buffer_puts(out, "'\\\" -*- coding: UTF-8 -*-\n.TH ");
    for (const char *p = command->name; *p != '\0'; p++)
        pcs_buffer_putc(out, (char)toupper((unsigned char)*p));
    pcs_buffer_printf(out, " 1 \"\" \"pcsearch %s\" \"User Commands\"\n",
                      PCS_CLI_VERSION);
    pcs_buffer_printf(out, ".SH NAME\n%s \\- ", command->name);
    roff_string(out, command->summary);
    pcs_buffer_puts(out, "\n.SH SYNOPSIS\n.nf\n");
    for (size_t i = 0; command->synopses[i] != NULL; i++) {
        pcs_buffer_printf(out, "\\fB%s\\fR ", command->name);
        roff_string(out, command->synopses[i]);
        pcs_buffer_putc(out, '\n');
    }
    pcs_buffer_puts(out, ".fi\n");
}

void pcs_command_man(pcs_buffer *out, const pcs_command *command)
{
    roff_head(out, command);
    pcs_buffer_puts(out, ".SH DESCRIPTION\n");
    roff_paragraphs(out, command->description);
    roff_options(out, command);
    for (const pcs_section *s = command->sections; s && s->title; s++) {
        pcs_buffer_printf(out, ".SH %s\n", s->title);
        roff_paragraphs(out, s->text);
    }
    roff_examples(out, command);
    pcs_buffer_puts(out, ".SH SEE ALSO\n");
    roff_string(out, command->see_also);
    pcs_buffer_putc(out, '\n');
}

pcs_status pcs_command_generate(pcs_buffer *out, const pcs_command *command,
                                const char *what, pcs_error *err)
{
    if (strcmp(what, "man") == 0)
        pcs_command_man(out, command);
    else if (strcmp(what, "complete-bash") == 0)
        pcs_command_complete_bash(out, command);
    else if (strcmp(what, "complete-zsh") == 0)
        pcs_command_complete_zsh(out, command);
    else if (strcmp(what, "complete-fish") == 0)
        pcs_command_complete_fish(out, command);
    else
        return pcs_error_set(
            err, PCS_EINVAL,
            "--generate %s: the values are " PCS_GENERATE_CHOICES, what);
    return pcs_buffer_status(out, err);
}
