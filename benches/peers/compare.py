"""Asks analytic engines what Tandem's scorer answers, on the same leads and under the same model.

    python3 benches/peers/compare.py FOLDER

FOLDER is what `cargo bench --bench scoring -- export FOLDER` wrote. Each engine runs in a process of its own, so that its
memory can be read. Every engine must give each lead the scores that Tandem gave it; then the ratios are printed.

The engines are given what they are best at: their own table in memory, texts as they are and coded (the quicker one
counts), all cores, and the sums of the weights of events ready-made, which Tandem finds itself. Needs the ordinary packages
`duckdb` and `polars`; `sqlite3` comes with Python.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time

AXES = ["fit", "engagement"]


def load_model(folder):
    with open(os.path.join(folder, "model.json")) as file:
        return json.load(file)


def parquet(folder):
    return os.path.join(folder, "leads.parquet")


def best(runs, ask):
    took = []
    for _ in range(runs):
        begun = time.perf_counter()
        ask()
        took.append(time.perf_counter() - begun)
    return min(took) * 1e3


def resident():
    with open("/proc/self/status") as file:
        for line in file:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024
    return 0


# ---------------------------------------------------------------- SQL


def sql_text(text):
    return "'" + text.replace("'", "''") + "'"


def sql_condition(rule, today):
    """True or false, never NULL."""
    if "all" in rule:
        return "(" + " AND ".join(sql_condition(part, today) for part in rule["all"]) + ")"
    if "any" in rule:
        return "(" + " OR ".join(sql_condition(part, today) for part in rule["any"]) + ")"
    if "not" in rule:
        return f"(NOT {sql_condition(rule['not'], today)})"
    of = rule["of"]
    if "one_of" in rule:
        found = f"{of} IN (" + ", ".join(map(sql_text, rule["one_of"])) + ")"
    elif "contains" in rule:
        found = "(" + " OR ".join(f"instr({of}, {sql_text(text)}) > 0" for text in rule["contains"]) + ")"
    elif "between" in rule:
        found = f"{of} BETWEEN {rule['between'][0]} AND {rule['between'][1]}"
    elif "is" in rule:
        found = of if rule["is"] else f"(NOT {of})"
    elif "within" in rule:
        found = f"({of} <= {today} AND {of} > {today - rule['within']})"
    else:
        raise ValueError(f"a rule that this script does not know: {rule}")
    return f"COALESCE({found}, FALSE)"


def sql_category(model, category, skip=None):
    """The sum of a category before its cap, in thousandths."""
    criteria = [c for c in model["criteria"] if c["category"] == category["id"] and c["id"] != skip]
    terms = []
    for criterion in criteria:
        if "weights" in criterion["rule"]:
            terms.append(f"{criterion['points']} * {criterion['rule']['weights']}")
        else:
            condition = sql_condition(criterion["rule"], model["today"])
            terms.append((condition, 1000 * criterion["points"]))
    if category["first_match"]:
        whens = " ".join(f"WHEN {condition} THEN {points}" for condition, points in terms)
        return f"CASE {whens} ELSE 0 END"
    plain = [f"CASE WHEN {t[0]} THEN {t[1]} ELSE 0 END" if isinstance(t, tuple) else t for t in terms]
    return sql_added(plain)


def sql_added(terms):
    """In halves: a long chain is too deep for some parsers."""
    if len(terms) < 2:
        return terms[0] if terms else "0"
    half = len(terms) // 2
    return f"({sql_added(terms[:half])} + {sql_added(terms[half:])})"


def sql_capped(category, expression, least):
    return expression if category["at_most"] is None else f"{least}({expression}, {1000 * category['at_most']})"


def sql_score(total, least, greatest, divide):
    return f"{least}(100, ({greatest}({total}, 0) + 500) {divide} 1000)"


def sql_band(model, axis):
    whens = " ".join(f"WHEN {axis} >= {edge} THEN {band}" for band, edge in enumerate(model["edges"][axis]))
    return f"CASE {whens} ELSE {len(model['edges'][axis])} END"


def sql_scores(model, least, greatest, divide, table="leads", sums=None):
    """A row a lead: both scores, and whether it was won."""
    columns = []
    for axis in AXES:
        categories = [c for c in model["categories"] if c["axis"] == axis]
        total = " + ".join(sql_capped(c, sums[c["id"]] if sums else sql_category(model, c), least) for c in categories)
        columns.append(f"{sql_score(total, least, greatest, divide)} AS {axis}")
    return f"SELECT {', '.join(columns)}, won, tandem_fit, tandem_engagement FROM {table}"


def sql_cells(model, scores):
    bands = f"SELECT {sql_band(model, 'fit')} AS f, {sql_band(model, 'engagement')} AS e, won FROM ({scores})"
    return f"SELECT f, e, count(*), sum(won) FROM ({bands}) GROUP BY f, e ORDER BY f, e"


def sql_wrong(scores):
    return f"SELECT count(*) FROM ({scores}) WHERE fit <> tandem_fit OR engagement <> tandem_engagement"


def only_profiles(model):
    return dict(model, criteria=[c for c in model["criteria"] if "weights" not in c["rule"]])


def cells_of(rows, model):
    cells = [[0] * (len(model["edges"]["engagement"]) + 1) for _ in range(len(model["edges"]["fit"]) + 1)]
    for fit, engagement, leads, *_ in rows:
        cells[fit][engagement] = leads
    return cells


EDITED = "k7"  # The criterion whose points are edited: it adds to a category without a cap, as in the bench.


def kept_sums(model, least):
    """The category sums of each lead, that of the edited criterion without it."""
    columns = [f"{sql_category(model, c, EDITED)} AS {c['id']}" for c in model["categories"]]
    edited = next(c for c in model["criteria"] if c["id"] == EDITED)
    return (
        f"SELECT {', '.join(columns)}, {sql_condition(edited['rule'], model['today'])} AS hit, won, "
        "tandem_fit, tandem_engagement FROM leads",
        edited,
    )


def duckdb_engine(folder, model, coded):
    import duckdb

    connection = duckdb.connect()
    threads = os.cpu_count()
    connection.execute(f"SET threads = {threads}")
    names = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM '{parquet(folder)}'").fetchall()]
    columns = []
    for name in names:
        if coded and name.startswith("text") and int(name[4:]) <= 7:
            connection.execute(
                f"CREATE TYPE {name}_kind AS ENUM (SELECT DISTINCT {name} FROM '{parquet(folder)}' WHERE {name} IS NOT NULL)"
            )
            columns.append(f"CAST({name} AS {name}_kind) AS {name}")
        else:
            columns.append(name)
    connection.execute(f"CREATE TABLE leads AS SELECT {', '.join(columns)} FROM '{parquet(folder)}'")
    scores = sql_scores(model, "least", "greatest", "//")
    wrong = connection.execute(sql_wrong(scores)).fetchone()[0]
    query = sql_cells(model, scores)
    cells = cells_of(connection.execute(query).fetchall(), model)
    full = best(5, lambda: connection.execute(query).fetchall())
    profile_query = sql_cells(model, sql_scores(only_profiles(model), "least", "greatest", "//"))
    profiles = best(5, lambda: connection.execute(profile_query).fetchall())
    memory = resident()
    kept, edited = kept_sums(model, "least")
    connection.execute(f"CREATE TABLE kept AS {kept}")
    sums = {c["id"]: c["id"] for c in model["categories"]}
    sums[edited["category"]] += f" + CASE WHEN hit THEN {1000 * edited['points']} ELSE 0 END"
    again = sql_cells(model, sql_scores(model, "least", "greatest", "//", "kept", sums))
    same = cells_of(connection.execute(again).fetchall(), model) == model["cells"]
    kept_took = best(9, lambda: connection.execute(again).fetchall())
    return dict(wrong=wrong, cells=cells, full=full, profiles=profiles, kept=kept_took, kept_same=same, memory=memory)


def sqlite_engine(folder, model, _coded):
    import csv

    connection = sqlite3.connect(":memory:")
    with open(os.path.join(folder, "leads.csv"), newline="") as file:
        rows = csv.reader(file)
        names = next(rows)
        kinds = ["TEXT" if n.startswith("text") else "REAL" if n.startswith("number") else "INTEGER" for n in names]
        connection.execute(f"CREATE TABLE leads ({', '.join(f'{n} {k}' for n, k in zip(names, kinds))})")
        values = {"": None, "true": 1, "false": 0}
        connection.executemany(
            f"INSERT INTO leads VALUES ({', '.join('?' * len(names))})",
            ([values.get(value, value) for value in row] for row in rows),
        )
    scores = sql_scores(model, "min", "max", "/")
    wrong = connection.execute(sql_wrong(scores)).fetchone()[0]
    query = sql_cells(model, scores)
    cells = cells_of(connection.execute(query).fetchall(), model)
    full = best(1, lambda: connection.execute(query).fetchall())
    profile_query = sql_cells(model, sql_scores(only_profiles(model), "min", "max", "/"))
    profiles = best(1, lambda: connection.execute(profile_query).fetchall())
    return dict(wrong=wrong, cells=cells, full=full, profiles=profiles, memory=resident())


# ---------------------------------------------------------------- Polars


def polars_condition(rule, today):
    import polars as pl

    if "all" in rule:
        return pl.all_horizontal([polars_condition(part, today) for part in rule["all"]])
    if "any" in rule:
        return pl.any_horizontal([polars_condition(part, today) for part in rule["any"]])
    if "not" in rule:
        return ~polars_condition(rule["not"], today)
    of = pl.col(rule["of"])
    if "one_of" in rule:
        found = of.is_in(rule["one_of"])
    elif "contains" in rule:
        found = pl.any_horizontal([of.cast(pl.String).str.contains(text, literal=True) for text in rule["contains"]])
    elif "between" in rule:
        found = of.is_between(rule["between"][0], rule["between"][1])
    elif "is" in rule:
        found = of if rule["is"] else ~of
    elif "within" in rule:
        found = (of <= today) & (of > today - rule["within"])
    else:
        raise ValueError(f"a rule that this script does not know: {rule}")
    return found.fill_null(False)


def polars_category(model, category):
    import polars as pl

    criteria = [c for c in model["criteria"] if c["category"] == category["id"]]
    if category["first_match"]:
        first = None
        for criterion in criteria:
            condition = polars_condition(criterion["rule"], model["today"])
            first = (pl if first is None else first).when(condition).then(1000 * criterion["points"])
        total = first.otherwise(0)
    elif not criteria:
        total = pl.lit(0)
    else:
        terms = []
        for criterion in criteria:
            rule = criterion["rule"]
            if "weights" in rule:
                terms.append(pl.col(rule["weights"]) * criterion["points"])
            else:
                hit = polars_condition(rule, model["today"]).cast(pl.Int32)
                terms.append(hit * (1000 * criterion["points"]))
        total = pl.sum_horizontal(terms)
    if category["at_most"] is not None:
        total = total.clip(upper_bound=1000 * category["at_most"])
    return total


def polars_scores(frame, model):
    import polars as pl

    scores = []
    for axis in AXES:
        total = pl.sum_horizontal([polars_category(model, c) for c in model["categories"] if c["axis"] == axis])
        scores.append(((total.clip(lower_bound=0) + 500) // 1000).clip(upper_bound=100).alias(axis))
    return frame.lazy().select(*scores, "won", "tandem_fit", "tandem_engagement")


def polars_cells(frame, model):
    import polars as pl

    def band(axis):
        edges = model["edges"][axis]
        reached = [(pl.col(axis) < edge).cast(pl.Int32) for edge in edges]
        return pl.sum_horizontal(reached).alias(axis[0])

    bands = polars_scores(frame, model).select(band("fit"), band("engagement"), "won")
    return bands.group_by("f", "e").agg(pl.len(), pl.col("won").sum())


def polars_engine(folder, model, coded):
    import polars as pl

    frame = pl.read_parquet(parquet(folder))
    if coded:
        frame = frame.with_columns(pl.col(f"text{index}").cast(pl.Categorical) for index in range(10))
    wrong_rows = (pl.col("fit") != pl.col("tandem_fit")) | (pl.col("engagement") != pl.col("tandem_engagement"))
    wrong = polars_scores(frame, model).filter(wrong_rows).select(pl.len()).collect().item()
    profiles = only_profiles(model)
    cells = cells_of(polars_cells(frame, model).collect().rows(), model)
    engines = ["in-memory", "streaming"]
    full = min(best(5, lambda: polars_cells(frame, model).collect(engine=engine)) for engine in engines)
    first = min(best(5, lambda: polars_cells(frame, profiles).collect(engine=engine)) for engine in engines)
    return dict(wrong=wrong, cells=cells, full=full, profiles=first, memory=resident())


# ---------------------------------------------------------------- the comparison

ENGINES = {"duckdb": duckdb_engine, "polars": polars_engine, "sqlite": sqlite_engine}


def prepare(folder):
    """The CSV as Parquet, with days as whole numbers."""
    import polars as pl

    with open(os.path.join(folder, "leads.csv")) as file:
        names = file.readline().strip().split(",")
    kinds = {
        name: pl.String if name.startswith("text")
        else pl.Float64 if name.startswith("number")
        else pl.Boolean if name.startswith("answer")
        else pl.Int32
        for name in names
    }
    pl.read_csv(os.path.join(folder, "leads.csv"), schema=kinds).write_parquet(parquet(folder))


def run(folder, engine, coded):
    asked = [sys.executable, __file__, folder, engine, "coded" if coded else "plain"]
    done = subprocess.run(asked, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"  {engine} ({'coded' if coded else 'plain'}) failed: {done.stderr.strip().splitlines()[-1]}")
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def main(folder):
    model = load_model(folder)
    tandem = model["measured"]
    subprocess.run([sys.executable, __file__, folder, "prepare"], check=True)
    found = {}
    failed = False
    for engine, coded in [("polars", False), ("polars", True), ("duckdb", False), ("duckdb", True), ("sqlite", False)]:
        answer = run(folder, engine, coded)
        if answer is None:
            failed |= not coded
            continue
        name = f"{engine} ({'coded' if coded else 'plain'})"
        right = answer["wrong"] == 0 and answer["cells"] == model["cells"] and answer.get("kept_same", True)
        failed |= not right
        kept = f", kept sums {answer['kept']:.1f} ms" if "kept" in answer else ""
        print(
            f"  {name:<16} {'same scores' if right else 'OTHER SCORES: ' + str(answer['wrong'])}; full {answer['full']:.1f} ms, "
            f"profile criteria {answer['profiles']:.1f} ms{kept}, process {answer['memory'] / 1e6:.0f} MB"
        )
        found[name] = answer
    fast = min(found.values(), key=lambda answer: answer["full"])
    profiles = min(answer["profiles"] for answer in found.values())
    kept = min(answer["kept"] for answer in found.values() if "kept" in answer)
    edits = ["points", "points under a cap", "points in a first match", "points of faded visits", "cap", "band"]
    for edit in edits:
        target(f"{edit}: × quicker than a full answer", fast["full"] / tandem[edit], 180)
        target(f"{edit}: × quicker than kept sums", kept / tandem[edit], 30)
        target(f"{edit}: × reading the same bytes", tandem[f"{edit} / reading"], 3, below=True)
    for rule in ["text", "long list", "number"]:
        target(f"profile rule, {rule}: × quicker", fast["full"] / tandem[f"profile rule: {rule}"], 60)
    target("first profile criteria: × quicker", profiles / tandem["first: profile criteria"], 8)
    given = (tandem["bytes of the attributes"] + tandem["bytes kept"]) / fast["memory"]
    target("attributes and derived state / its process", given, 1, below=True)
    everything = (tandem["bytes of the columns"] + tandem["bytes kept"]) / fast["memory"]
    target("with the keys and events, which it has not", everything, 1, below=True)
    return 1 if failed else 0


def target(what, value, limit, below=False):
    passed = value < limit if below else value >= limit
    print(f"  {'PASS ' if passed else 'short'} {what:<55} {value:>8.2f} ({'below' if below else 'at least'} {limit})")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if not arguments:
        sys.exit("Name the folder that `cargo bench --bench scoring -- export FOLDER` wrote.")
    if arguments[1:] == ["prepare"]:
        prepare(arguments[0])
    elif len(arguments) == 3:
        print(json.dumps(ENGINES[arguments[1]](arguments[0], load_model(arguments[0]), arguments[2] == "coded")))
    else:
        sys.exit(main(arguments[0]))
