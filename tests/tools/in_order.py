# in_order.py - pairing the equal texts of two articles by what is around them
# SPDX-License-Identifier: GPL-2.0-or-later
"""What src/search/inorder.h says, step by step. The third step has to choose
among what is equally long, and so takes the way of src/base/diff.c: that of
E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", from both ends
to the middle."""

import collections


def reach(a, b, points, d, k):
    """The furthest point on diagonal k after d steps; None for none."""
    x = 0 if d == 0 else None
    right = points.get(k - 1) if k > -d else None
    down = points.get(k + 1) if k < d else None
    if right is not None and right < len(a):
        x = right + 1
    if down is not None and down - k <= len(b) and (x is None or down > x):
        x = down
    while x is not None and x < len(a) and x - k < len(b) and \
            a[x] == b[x - k]:
        x += 1
    return x


def middle(a, b):
    """A point that a shortest way goes through."""
    ends = [(a, b, {}), (a[::-1], b[::-1], {})]
    delta = len(a) - len(b)
    for d in range(len(a) + len(b) + 1):
        for end in (0, 1):
            x_items, y_items, points = ends[end]
            others, limit = ends[1 - end][2], d - 1 + end
            for k in range(-d, d + 1, 2):
                x = points[k] = reach(x_items, y_items, points, d, k)
                across = delta - k
                if x is None or abs(across) > limit or (across + limit) % 2 \
                        or others.get(across) is None or \
                        x + others[across] < len(a):
                    continue
                return (x, x - k) if end == 0 else (len(a) - x,
                                                    len(b) - (x - k))
    return 0, 0


def common(a, b):
    """Pairs (i, j) of equal items, in order, as many as there can be."""
    start = end = 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    pairs = [(i, i) for i in range(start)]
    n, m = len(a) - end, len(b) - end
    if n > start and m > start:
        x, y = middle(a[start:n], b[start:m])
        for i0, i1, j0, j1 in ((start, start + x, start, start + y),
                               (start + x, n, start + y, m)):
            if (i1 - i0, j1 - j0) != (n - start, m - start):
                pairs += [(i + i0, j + j0)
                          for i, j in common(a[i0:i1], b[j0:j1])]
    return pairs + [(n + i, m + i) for i in range(end)]


class Pairs:
    def __init__(self, a, b, known):
        self.a, self.b = a, b
        self.to_b = dict(known)
        self.to_a = {j: i for i, j in known.items()}

    def join(self, i, j):
        if 0 <= i < len(self.a) and 0 <= j < len(self.b) and \
                i not in self.to_b and j not in self.to_a and \
                self.a[i] == self.b[j]:
            self.to_b[i], self.to_a[j] = j, i

    def left(self):
        """Where each text stands that has no partner, on both sides."""
        found = collections.defaultdict(lambda: ([], []))
        for side, texts, known in ((0, self.a, self.to_b),
                                   (1, self.b, self.to_a)):
            for i, text in enumerate(texts):
                if i not in known:
                    found[text][side].append(i)
        return found.values()

    def spread(self):
        for i in range(len(self.a)):
            if i in self.to_b:
                self.join(i + 1, self.to_b[i] + 1)
        for i in reversed(range(len(self.a))):
            if i in self.to_b:
                self.join(i - 1, self.to_b[i] - 1)

    def order(self, is_exchanged):
        a = [(i,) if i in self.to_b else t for i, t in enumerate(self.a)]
        b = [(self.to_a[j],) if j in self.to_a else t
             for j, t in enumerate(self.b)]
        if is_exchanged:
            found = [(i, j) for j, i in common(b, a)]
        else:
            found = common(a, b)
        for i, j in found:
            self.join(i, j)


def pair(a, b, known, is_exchanged):
    """The numbers in b of texts in a, which know some of them."""
    pairs = Pairs(a, b, known)
    for one, other in pairs.left():
        if len(one) == len(other) == 1:
            pairs.join(one[0], other[0])
    pairs.spread()
    if all(len(p) < len(t) for p, t in ((pairs.to_b, a), (pairs.to_a, b))):
        pairs.order(is_exchanged)
    pairs.spread()
    for one, other in pairs.left():
        for i, j in zip(one, other):
            pairs.join(i, j)
    return pairs.to_b
