/* options.h - one table an option: parsing, help, man page, completions */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_OPTIONS_H
#define PCS_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"

/** One option of a program. Tables are constant and live for ever. */
typedef struct pcs_option {
    int id;              /* the program's own, from 1 to 9999 */
    char letter;         /* of -l, or 0 */
    const char *name;    /* of --name, without the hyphens; never NULL */
    const char *value;   /* how help names the value, or NULL without one;
                            "[=VALUE]" where it may be left out, and is given
                            behind an equals sign alone */
    const char *choices; /* "auto always never", "@file", "@dir" or NULL */
    const char *section; /* the heading that help gives it */
    const char *help;    /* full sentences; help wraps them */
} pcs_option;

/**
 * A section of the man page, as plain text: paragraphs parted by an empty
 * line. A paragraph that holds a tab is a tagged one: "term\tdescription"; one
 * that begins with a space is shown line by line, as it stands.
 */
typedef struct pcs_section {
    const char *title; /* "EXIT STATUS" */
    const char *text;
} pcs_section;

/**
 * An example of the man page. The tests run each one in a shell, in a folder
 * that holds corpus/, with PCSEARCH_INDEX naming an index of it.
 */
typedef struct pcs_example {
    const char *comment;
    const char *command;
    int exit_status; /* that the tests expect; the page names it if not 0 */
} pcs_example;

/**
 * What may be saved in the configuration file (cli/config.h): any option, under
 * its long name, but for those named here. Names are parted by single spaces.
 */
typedef struct pcs_saved {
    const char *key;   /* of the mapping that holds them; NULL: none may */
    const char *never; /* options that belong to one run */
    const char *lists; /* options that may be given more than once */
    const char *top;   /* options that may also stand outside the mapping */
} pcs_saved;

/** A program: everything that its help, man page and completions say. */
typedef struct pcs_command {
    const char *name;            /* "pcsearch" */
    const char *summary;         /* one line without a stop */
    const char *const *synopses; /* each without the name; NULL ends them */
    const pcs_option *options;
    size_t n_options;
    const char *description;     /* text as of pcs_section */
    const pcs_section *sections; /* or NULL; one without a title ends them */
    const pcs_example *examples; /* or NULL; one without a command ends them */
    const char *see_also;        /* "pcindex(1), pcsearch-query(7)" */
    const char *operands;        /* what completes operands: "@dir" or NULL */
    bool operands_exclude; /* "-word" is meant to exclude: an unknown option
                              of more than a letter, or behind an operand,
                              gets that hint */
    pcs_saved saved;
} pcs_command;

enum {
    PCS_ARG_END = 0,      /* nothing is left */
    PCS_ARG_ERROR = -1,   /* args->message says what is wrong, and the cure */
    PCS_ARG_OPERAND = -2, /* args->value is an argument that is no option */
};

#define PCS_ARGS_MESSAGE_MAX 1024

/**
 * The state of a parse; only value, option and message are the caller's to
 * read. One parse at a time in a process, since getopt keeps its place in
 * globals.
 */
typedef struct pcs_args {
    const char *value;        /* of the option or operand; borrowed from argv */
    const pcs_option *option; /* the last option, NULL for an operand */
    char message[PCS_ARGS_MESSAGE_MAX]; /* one line, without the name */
    const char *where; /* "FILE:3:5" of a saved setting, NULL of an argument */

    const pcs_command *command;
    int argc;
    char **argv;
    void *longs;        /* getopt's tables, made from the command's */
    char *letters;      /* NULL where memory was refused */
    pcs_buffer seen;    /* operands so far, for the hint */
    bool only_operands; /* "--" was read */
} pcs_args;

/** Starts to read argv[1..] by command. argv is not permuted. */
void pcs_args_init(pcs_args *args, const pcs_command *command, int argc,
                   char **argv);

/**
 * The next argument in the order given: an option's id (args->value is its
 * value or NULL), PCS_ARG_OPERAND, PCS_ARG_END or PCS_ARG_ERROR. Options may
 * stand before or after operands; "--" ends them. Names must be whole:
 * abbreviations are refused, so that a script keeps its meaning when an option
 * is added. A value that is not among the option's choices is an error here.
 */
int pcs_args_next(pcs_args *args);

/**
 * Makes args stand at a setting that was saved, as if it had been given, for
 * what reads values and fills messages: its id, or PCS_ARG_ERROR where value is
 * not among the option's choices. args needs no more than zeroes before.
 */
int pcs_args_set(pcs_args *args, const pcs_option *option, const char *value,
                 const char *where);

/** The command's option of that name, or NULL. */
const pcs_option *pcs_command_find(const pcs_command *command, const char *name,
                                   size_t len);

/** The name of the option that was probably meant, or NULL. */
const char *pcs_command_nearest(const pcs_command *command, const char *name,
                                size_t len);

/** The word of a list, parted by single spaces, that was probably meant: where
 * it begins, and its length; or NULL. */
const char *pcs_words_nearest(const char *words, const char *name, size_t len,
                              size_t *found_len);

/** Frees what the parse holds; value stays valid, as it points into argv. */
void pcs_args_dispose(pcs_args *args);

/** What the user wrote before the name of an option: nothing in a file. */
const char *pcs_args_dashes(const pcs_args *args);

/**
 * Reads args->value as a decimal number from 0 to max. False, with
 * args->message set, where it is none.
 */
bool pcs_args_number(pcs_args *args, uint64_t max, uint64_t *out);

/**
 * Reads args->value as a size in bytes: a number with an optional K, M, G or T
 * (powers of 1024; "512M", "1.5G", "64KiB"). False, with args->message set,
 * where it is none or below min.
 */
bool pcs_args_size(pcs_args *args, uint64_t min, uint64_t *out);

/**
 * Reads args->value as seconds, fractions allowed ("0.2"), from 0 to max_ms
 * thousandths; *out takes milliseconds. False, with args->message set, where it
 * is none.
 */
bool pcs_args_seconds(pcs_args *args, uint64_t max_ms, uint64_t *out);

/** Whether the option's value may be left out. */
bool pcs_option_is_optional(const pcs_option *option);

/** Fills args->message by hand; the place for checks between options. */
void pcs_args_fail(pcs_args *args, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Appends what --help prints, lines of 80 columns at most. */
void pcs_command_help(pcs_buffer *out, const pcs_command *command);

/** Appends what --version prints: "pcsearch 0.1.0" and a newline. */
void pcs_command_version(pcs_buffer *out, const pcs_command *command);

/** Appends the program's page in section 1, in roff with man(7) macros. */
void pcs_command_man(pcs_buffer *out, const pcs_command *command);

/** Append a completion script for the shell of that name. */
void pcs_command_complete_bash(pcs_buffer *out, const pcs_command *command);
void pcs_command_complete_zsh(pcs_buffer *out, const pcs_command *command);
void pcs_command_complete_fish(pcs_buffer *out, const pcs_command *command);

/** The choices of an option `--generate WHAT`, for the option tables. */
#define PCS_GENERATE_CHOICES "man complete-bash complete-zsh complete-fish"

/**
 * Appends what `--generate what` prints, what being one of
 * PCS_GENERATE_CHOICES. PCS_EINVAL for anything else; PCS_ENOMEM.
 */
pcs_status pcs_command_generate(pcs_buffer *out, const pcs_command *command,
                                const char *what, pcs_error *err);

#endif
