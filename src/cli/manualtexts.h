/* manualtexts.h - what several man pages say */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_MANUALTEXTS_H
#define PCS_CLI_MANUALTEXTS_H

/** Under ENVIRONMENT: which language is spoken. */
#define PCS_MANUAL_LANGUAGE                                                    \
    "LC_ALL, LC_MESSAGES, LANG\tThe first of them that is not empty "          \
    "names the language of messages: ar, de, ja, ko, pt, th, zh (simplified "  \
    "or, for TW, HK and MO, traditional); English for others, for C, and "     \
    "where it asks for another encoding than UTF-8. LANGUAGE may list "        \
    "several, as in \"ko:de\". No locale has to be installed. Help, JSON and " \
    "files for other programs are always English."

/** Under FILES. */
#define PCS_MANUAL_FILES                                                       \
    "~/.config/pcsearch/config.yaml\tThe configuration file, where neither "   \
    "PCSEARCH_CONFIG nor XDG_CONFIG_HOME is set.\n\n"                          \
    "~/.local/share/pcsearch/index\tThe default index, where XDG_DATA_HOME "   \
    "is not set."

#endif
