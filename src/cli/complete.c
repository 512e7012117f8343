/* complete.c - completion scripts for bash, zsh and fish */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/options.h"

#include <string.h>

static bool is_kind(const char *choices, const char *kind)
{
    return choices != NULL && strcmp(choices, kind) == 0;
}

static bool is_list(const char *choices)
{
    return choices != NULL && choices[0] != '@';
}

/* The option's first sentence without its stop: what a menu has room for. */
static size_t brief_len(const char *help)
{
    const char *end = strstr(help, ". ");
    size_t len = end != NULL ? (size_t)(end - help) : strlen(help);
    return len > 0 && help[len - 1] == '.' ? len - 1 : len;
}

/* Appends the brief inside single quotes, with `special` behind backslashes. */
static void put_brief(pcs_buffer *out, const char *help, const char *special,
                      const char *quote)
{
    size_t len = brief_len(help);
    for (size_t i = 0; i < len; i++) {
        if (help[i] == '\'') {
            pcs_buffer_puts(out, quote);
            continue;
        }
        if (strchr(special, help[i]) != NULL)
            pcs_buffer_putc(out, '\\');
        pcs_buffer_putc(out, help[i]);
    }
}

static void bash_values(pcs_buffer *out, const pcs_option *option)
{
    if (option->value == NULL || pcs_option_is_optional(option))
        return;
    pcs_buffer_puts(out, "    ");
    if (option->letter != 0)
        pcs_buffer_printf(out, "-%c|", option->letter);
    pcs_buffer_printf(out, "--%s)\n", option->name);
    if (is_list(option->choices))
        pcs_buffer_printf(out,
                          "        mapfile -t COMPREPLY < <(compgen -W \"%s\" "
                          "-- \"$cur\")\n",
                          option->choices);
    else if (option->choices != NULL)
        pcs_buffer_printf(out,
                          "        compopt -o filenames 2>/dev/null\n"
                          "        mapfile -t COMPREPLY < <(compgen %s -- "
                          "\"$cur\")\n",
                          is_kind(option->choices, "@dir") ? "-d" : "-f");
    pcs_buffer_puts(out, "        return ;;\n");
}

void pcs_command_complete_bash(pcs_buffer *out, const pcs_command *command)
{
    const char *name = command->name;
    pcs_buffer_printf(out, "# bash completion for %s\n_%s()\n{\n", name, name);
    /* bash cuts "--color=al" into three words. */
    pcs_buffer_puts(out,
                    "    local cur=${COMP_WORDS[COMP_CWORD]}\n"
                    "    local prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                    "    COMPREPLY=()\n"
                    "    if [[ $cur == '=' ]]; then\n"
                    "        cur=\n"
                    "    elif [[ $prev == '=' && $COMP_CWORD -gt 1 ]]; then\n"
                    "        prev=${COMP_WORDS[COMP_CWORD-2]}\n"
                    "    fi\n"
                    "    case $prev in\n");
    for (size_t i = 0; i < command->n_options; i++)
        bash_values(out, &command->options[i]);
    pcs_buffer_puts(out, "    esac\n    if [[ $cur == -* ]]; then\n"
                         "        mapfile -t COMPREPLY < <(compgen -W \"");
    for (size_t i = 0; i < command->n_options; i++)
        pcs_buffer_printf(out, "%s--%s", i > 0 ? " " : "",
                          command->options[i].name);
    pcs_buffer_puts(out, "\" -- \"$cur\")\n");
    if (is_kind(command->operands, "@dir"))
        pcs_buffer_puts(out, "    else\n"
                             "        compopt -o filenames 2>/dev/null\n"
                             "        mapfile -t COMPREPLY < <(compgen -d -- "
                             "\"$cur\")\n");
    pcs_buffer_printf(out, "    fi\n}\ncomplete -F _%s %s\n", name, name);
}

static void zsh_value(pcs_buffer *out, const pcs_option *option)
{
    if (option->value == NULL)
        return;
    if (pcs_option_is_optional(option)) {
        const char *name = option->value + 2;
        pcs_buffer_printf(out, "::%.*s:", (int)strcspn(name, "]"), name);
    } else {
        pcs_buffer_printf(out, ":%s:", option->value);
    }
    if (is_list(option->choices))
        pcs_buffer_printf(out, "(%s)", option->choices);
    else if (option->choices != NULL)
        pcs_buffer_puts(out, is_kind(option->choices, "@dir") ? "_files -/"
                                                              : "_files");
    else
        pcs_buffer_putc(out, ' ');
}

static void zsh_option(pcs_buffer *out, const pcs_option *option)
{
    const char *sign = option->value != NULL ? "=" : "";
    if (pcs_option_is_optional(option))
        sign = "=-";
    pcs_buffer_puts(out, "    '*'");
    if (option->letter != 0)
        pcs_buffer_printf(out, "{-%c%s,--%s%s}", option->letter,
                          option->value != NULL ? "+" : "", option->name, sign);
    else
        pcs_buffer_printf(out, "--%s%s", option->name, sign);
    pcs_buffer_puts(out, "'[");
    put_brief(out, option->help, "[]:\\", "'\\''");
    pcs_buffer_puts(out, "]");
    zsh_value(out, option);
    pcs_buffer_puts(out, "' \\\n");
}

void pcs_command_complete_zsh(pcs_buffer *out, const pcs_command *command)
{
    pcs_buffer_printf(out, "#compdef %s\n_arguments -s -S \\\n", command->name);
    for (size_t i = 0; i < command->n_options; i++)
        zsh_option(out, &command->options[i]);
    pcs_buffer_printf(out, "    '*:%s'\n",
                      is_kind(command->operands, "@dir") ? "source:_files -/"
                                                         : "query: ");
}

static void fish_option(pcs_buffer *out, const char *name,
                        const pcs_option *option)
{
    pcs_buffer_printf(out, "complete -c %s", name);
    if (option->letter != 0)
        pcs_buffer_printf(out, " -s %c", option->letter);
    pcs_buffer_printf(out, " -l %s", option->name);
    if (option->value != NULL && !pcs_option_is_optional(option)) {
        if (is_list(option->choices))
            pcs_buffer_printf(out, " -x -a '%s'", option->choices);
        else if (is_kind(option->choices, "@dir"))
            pcs_buffer_puts(out, " -x -a '(__fish_complete_directories)'");
        else
            pcs_buffer_puts(out, option->choices != NULL ? " -r -F" : " -x");
    }
    pcs_buffer_puts(out, " -d '");
    put_brief(out, option->help, "\\", "\\'");
    pcs_buffer_puts(out, "'\n");
}

void pcs_command_complete_fish(pcs_buffer *out, const pcs_command *command)
{
    pcs_buffer_printf(out, "# fish completion for %s\n", command->name);
    pcs_buffer_printf(out, "complete -c %s -f", command->name);
    if (is_kind(command->operands, "@dir"))
        pcs_buffer_puts(out, " -a '(__fish_complete_directories)'");
    pcs_buffer_putc(out, '\n');
    for (size_t i = 0; i < command->n_options; i++)
        fish_option(out, command->name, &command->options[i]);
}
