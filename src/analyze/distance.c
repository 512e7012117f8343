/* distance.c - how many typing mistakes lie between two words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/distance.h"

#include <string.h>

int pcs_distance_allowed(size_t letters)
{
    if (letters < 4)
        return 0;
    return letters < 8 ? 1 : 2;
}

uint64_t pcs_distance_signature(const uint32_t *letters, size_t len)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < len; i++)
        bits |= UINT64_C(1) << (letters[i] % 64);
    return bits;
}

typedef unsigned char row[PCS_DISTANCE_LETTERS_MAX + 2];

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Row i of the table: the distances of the first i letters of a from the
 * beginnings of b, in the band where they may be max or less. Returns the
 * least. rows are those of i, i - 1 and i - 2. */
static int fill_row(unsigned char *const rows[3], const uint32_t *a, size_t i,
                    const uint32_t *b, size_t b_len, size_t max)
{
    unsigned char *now = rows[0], *last = rows[1], *before = rows[2];
    size_t from = i > max ? i - max : 1;
    size_t to = i + max < b_len ? i + max : b_len;
    int far = (int)max + 1;
    now[from - 1] = (unsigned char)(from == 1 ? least((int)i, far) : far);
    int lowest = now[from - 1];
    for (size_t j = from; j <= to; j++) {
        int d = last[j - 1] + (a[i - 1] != b[j - 1]);
        d = least(d, now[j - 1] + 1);
        if (j < i + max)
            d = least(d, last[j] + 1);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            d = least(d, before[j - 2] + 1);
        now[j] = (unsigned char)least(d, far);
        lowest = least(lowest, now[j]);
    }
    return lowest;
}

int pcs_distance(const uint32_t *a, size_t a_len, const uint32_t *b,
                 size_t b_len, int max)
{
    size_t limit = (size_t)max;
    if (a_len > PCS_DISTANCE_LETTERS_MAX || b_len > PCS_DISTANCE_LETTERS_MAX ||
        a_len > b_len + limit || b_len > a_len + limit)
        return max + 1;
    while (a_len && b_len && *a == *b)
        a++, a_len--, b++, b_len--;
    while (a_len && b_len && a[a_len - 1] == b[b_len - 1])
        a_len--, b_len--;
    if (a_len == 0 || b_len == 0)
        return (int)(a_len + b_len);
    row space[3];
    unsigned char *rows[3] = {space[0], space[1], space[2]};
    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = (unsigned char)least((int)j, max + 1);
    memset(rows[1], max + 1, sizeof(row));
    for (size_t i = 1; i <= a_len; i++) {
        unsigned char *oldest = rows[2];
        rows[2] = rows[1];
        rows[1] = rows[0];
        rows[0] = oldest;
        if (fill_row(rows, a, i, b, b_len, limit) > max)
            return max + 1;
    }
    return rows[0][b_len];
}
