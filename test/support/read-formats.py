"""Reads files of several formats with Debian's networkx, pydot and feedparser and with Python's own csv, one a line as
{"reader", "text"}, and answers each with one line of JSON: what the reader found, or what it complained about."""

import csv
import importlib
import io
import json
import sys


def graphml(text):
    import networkx

    graph = networkx.parse_graphml(text)
    return {
        "nodes": sorted(graph.nodes),
        "edges": sorted([start, end] for start, end in graph.edges()),
        "names": sorted(str(data.get("source")) for _, data in graph.nodes(data=True)),
    }


def dot(text):
    import pydot

    graphs = pydot.graph_from_dot_data(text)
    if not graphs or len(graphs) != 1:
        raise ValueError("is not one graph")

    def gather(graph, nodes, edges):
        nodes += [node.get_name().strip('"') for node in graph.get_nodes()]
        edges += [[edge.get_source().strip('"'), edge.get_destination().strip('"')] for edge in graph.get_edges()]
        for part in graph.get_subgraphs():
            gather(part, nodes, edges)
        return nodes, edges

    nodes, edges = gather(graphs[0], [], [])
    return {"nodes": sorted(set(nodes) - {"node", "edge", "graph"}), "edges": sorted(edges)}


def atom(text):
    import feedparser

    feed = feedparser.parse(text.encode("utf-8"))
    if feed.bozo:
        raise ValueError(str(feed.bozo_exception))
    dated = all("published_parsed" in entry and "updated_parsed" in entry for entry in feed.entries)
    return {"titles": [entry.title for entry in feed.entries], "dated": dated}


def table(text):
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True))
    return {"widths": sorted({len(row) for row in rows}), "rows": len(rows)}


READERS = {"networkx": graphml, "pydot": dot, "feedparser": atom, "csv": table}

if len(sys.argv) > 1:
    importlib.import_module(sys.argv[1])
    sys.exit()

for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"problem": None, "found": READERS[asked["reader"]](asked["text"])}
    except Exception as error:
        answer = {"problem": "%s: %s" % (type(error).__name__, error), "found": None}
    print(json.dumps(answer), flush=True)
