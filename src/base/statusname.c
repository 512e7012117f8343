/* statusname.c - what status codes are called */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/status.h"

const char *pcs_status_string(pcs_status status)
{
    switch (status) {
    case PCS_OK:
        return "ok";
    case PCS_EINVAL:
        return "invalid argument";
    case PCS_ENOMEM:
        return "out of memory";
    case PCS_EIO:
        return "input or output error";
    case PCS_ENOTFOUND:
        return "not found";
    case PCS_EFORMAT:
        return "malformed data";
    case PCS_ECORRUPT:
        return "damaged data";
    case PCS_EVERSION:
        return "version mismatch";
    case PCS_ELIMIT:
        return "over a limit";
    case PCS_EBUSY:
        return "in use";
    case PCS_EINDEX:
        return "index error";
    }
    return "unknown status";
}
