/* main.c - pcsearchd: answers searches over HTTP */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/daemon.h"

int main(int argc, char **argv)
{
    static const pcs_daemon_service service = {0};
    return pcs_daemon_main(&service, argc, argv);
}
