/* replay.h - a main for fuzz targets that reads the files it is given */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_FUZZ_REPLAY_H
#define PCS_FUZZ_REPLAY_H

#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#ifdef FUZZ_REPLAY
static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 2;
    }
    static uint8_t data[1 << 20];
    size_t len = fread(data, 1, sizeof data, file);
    fclose(file);
    return LLVMFuzzerTestOneInput(data, len);
}

/* Without a file nothing was tried, and that must not pass for a test. */
int main(int argc, char **argv)
{
    int status = argc > 1 ? 0 : 2;
    for (int i = 1; i < argc && !status; i++)
        status = replay(argv[i]);
    return status;
}
#endif

#endif
