/* plural.c - which plural form a number takes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plural.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { DEPTH_MAX = 32 };

/* An expression is computed as it is read: all of it, since nothing in it has
 * an effect but a division by zero, which is zero here. */
typedef struct reading {
    const char *at;
    unsigned long n;
    int depth;
    bool failed;
} reading;

typedef unsigned long number;

static number read_choice(reading *r);

static bool take(reading *r, const char *sign)
{
    while (*r->at == ' ' || *r->at == '\t')
        r->at++;
    if (strncmp(r->at, sign, strlen(sign)) != 0)
        return false;
    r->at += strlen(sign);
    return true;
}

static number read_digits(reading *r)
{
    number value = 0;
    r->failed = r->failed || *r->at < '0' || *r->at > '9';
    while (*r->at >= '0' && *r->at <= '9')
        value = value * 10 + (number)(*r->at++ - '0');
    return value;
}

static number read_factor(reading *r)
{
    number value = 0;
    if (r->failed || r->depth == DEPTH_MAX) {
        r->failed = true;
        return 0;
    }
    r->depth++;
    if (take(r, "!")) {
        value = !read_factor(r);
    } else if (take(r, "(")) {
        value = read_choice(r);
        r->failed = r->failed || !take(r, ")");
    } else {
        value = take(r, "n") ? r->n : read_digits(r);
    }
    r->depth--;
    return value;
}

/* Signs by how strongly they bind, those that begin alike longest first. */
static const struct {
    const char *sign;
    int level;
} signs[] = {{"||", 1}, {"&&", 2}, {"==", 3}, {"!=", 3}, {"<=", 4},
             {">=", 4}, {"<", 4},  {">", 4},  {"+", 5},  {"-", 5},
             {"*", 6},  {"/", 6},  {"%", 6}};

enum { SIGNS = sizeof signs / sizeof *signs };

static number compute(size_t sign, number a, number b)
{
    switch (sign) {
    case 0:
        return a || b;
    case 1:
        return a && b;
    case 2:
        return a == b;
    case 3:
        return a != b;
    case 4:
        return a <= b;
    case 5:
        return a >= b;
    case 6:
        return a < b;
    case 7:
        return a > b;
    case 8:
        return a + b;
    case 9:
        return a - b;
    case 10:
        return a * b;
    case 11:
        return b ? a / b : 0;
    default:
        return b ? a % b : 0;
    }
}

/* What signs of at least a level join. */
static number read_joined(reading *r, int level)
{
    number value = read_factor(r);
    for (size_t i = 0; i < SIGNS && !r->failed;) {
        if (signs[i].level < level || !take(r, signs[i].sign)) {
            i++;
            continue;
        }
        value = compute(i, value, read_joined(r, signs[i].level + 1));
        i = 0;
    }
    return value;
}

static number read_choice(reading *r)
{
    number value = read_joined(r, 1);
    if (r->failed || !take(r, "?"))
        return value;
    if (r->depth == DEPTH_MAX) {
        r->failed = true;
        return 0;
    }
    r->depth++;
    number yes = read_choice(r);
    r->failed = r->failed || !take(r, ":");
    number no = read_choice(r);
    r->depth--;
    return value ? yes : no;
}

unsigned pcs_plural_form(const char *expression, unsigned long n)
{
    reading r = {expression, n, 0, false};
    number form = read_choice(&r);
    bool ends = take(&r, ";") || *r.at == '\n' || *r.at == 0;
    return r.failed || !ends ? 0 : (unsigned)form;
}
