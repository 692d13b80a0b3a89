"""Reads documents of PROV-JSON, one a line, with Debian's python3-prov, and answers each with one line of JSON:
what is wrong with it, and how python3-prov writes it."""

import json
import sys

from prov.model import (
    ProvActivity,
    ProvAgent,
    ProvDerivation,
    ProvDocument,
    ProvElement,
    ProvEntity,
    ProvGeneration,
    ProvSpecialization,
)


def ends(relation):
    return [value for _, value in relation.formal_attributes[:2]]


def has_loop(steps):
    """Whether one comes back to where one was: steps are pairs."""
    onward = {}
    for start, end in steps:
        onward.setdefault(start, []).append(end)
    done, open_ = set(), set()
    for first in list(onward):
        stack = [(first, iter(onward.get(first, [])))]
        open_.add(first)
        while stack:
            at, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
                open_.discard(at)
                done.add(at)
            elif step in open_:
                return True
            elif step not in done:
                open_.add(step)
                stack.append((step, iter(onward.get(step, []))))
    return False


def check(bundle):
    """The constraints of PROV-CONSTRAINTS that a mapping such as ours can break, by their numbers."""
    records = bundle.get_records()
    of = lambda kind: [record for record in records if isinstance(record, kind)]
    names = lambda kind: {record.identifier for record in of(kind)}
    if names(ProvEntity) & names(ProvActivity):
        yield "55: an entity is an activity"
    objects = names(ProvElement)
    relations = [r for r in records if not isinstance(r, ProvElement) and r.identifier]
    if objects & {relation.identifier for relation in relations}:
        yield "54: a relation has the name of a thing"
    kinds = {}
    for relation in relations:
        if kinds.setdefault(relation.identifier, relation.get_type()) != relation.get_type():
            yield "53: two kinds of relation have one name"
    # 42: strictly older; 45: as old or older, so only a derivation on the way makes a loop impossible; 52: no loop either.
    if has_loop(map(ends, of(ProvDerivation))):
        yield "42: a derivation goes round"
    if has_loop(map(ends, of(ProvSpecialization))):
        yield "52: a specialization goes round"
    if has_loop(map(ends, of(ProvDerivation) + of(ProvSpecialization))):
        yield "42 and 45: derivation and specialization go round"
    times = {}
    for relation in of(ProvGeneration):
        entity, _, time = [value for _, value in relation.formal_attributes[:3]]
        if time is not None:
            times[entity] = time
    for relation in of(ProvDerivation):
        later, earlier = ends(relation)
        if later in times and earlier in times and times[later] < times[earlier]:
            yield "42: %s is derived from what came later" % later
    generated = [tuple(ends(relation)) for relation in of(ProvGeneration)]
    if len(generated) != len(set(generated)):
        yield "24: an entity is generated twice by one activity"
    known = names(ProvEntity) | names(ProvActivity) | names(ProvAgent)
    for relation in records:
        if not isinstance(relation, ProvElement):
            for end in ends(relation):
                if hasattr(end, "uri") and end not in known:
                    yield "%s is named and not described" % end


for line in sys.stdin:
    document = ProvDocument.deserialize(content=line, format="json")
    text = document.serialize(format="json")
    again = ProvDocument.deserialize(content=text, format="json")
    problems = [problem for bundle in [document, *document.bundles] for problem in check(bundle)]
    if document != again:
        problems.append("differs when it is written and read again")
    print(json.dumps({"problems": problems, "text": text, "records": len(document.get_records())}), flush=True)
