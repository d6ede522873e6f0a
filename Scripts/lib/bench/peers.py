#!/usr/bin/env python3
"""peers.py TOPIC [--quick]: times the Python peers of one topic.

Prints a JSON object of nanoseconds for one turn, by peer; a peer that is not installed, or does not
run here, is left out. Scripts/bench --install-peers makes the environment this runs in.
"""

import json
import os
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
QUICK = "--quick" in sys.argv


def text(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read()


CONTEXT = json.loads(text("context.json"))


def best(turn):
    """Processor time of a turn in nanoseconds: the best of a few stretches."""
    turn()
    turns, least = 1, (1_000 if QUICK else 60_000_000)
    stretches, result = (1 if QUICK else 7), float("inf")
    while stretches:
        start = time.process_time_ns()
        for _ in range(turns):
            turn()
        taken = time.process_time_ns() - start
        if taken < least:
            turns *= max(2, min(100, least // max(taken, 1)))
            continue
        result = min(result, taken / turns)
        stretches -= 1
    return result


def minijinja(template, parses):
    import minijinja as package

    if parses:
        environment = package.Environment()
        return best(lambda: environment.render_str(template, **CONTEXT))
    environment = package.Environment(templates={"t": template})
    return best(lambda: environment.render_template("t", **CONTEXT))


def jinja2(template, parses):
    import jinja2 as package

    # Templates made from strings are not kept: each turn parses and compiles anew.
    environment = package.Environment()
    compiled = environment.from_string(template)
    if parses:
        return best(lambda: environment.from_string(template).render(CONTEXT))
    return best(lambda: compiled.render(CONTEXT))


def python_liquid(template, parses):
    import liquid

    environment = liquid.Environment()
    compiled = environment.from_string(template)
    if parses:
        return best(lambda: environment.from_string(template).render(**CONTEXT))
    return best(lambda: compiled.render(**CONTEXT))


SMALL = "{{ retry_count + 1 }}"
SMALL_LIQUID = "{{ retry_count | plus: 1 }}"


def templates(jinja, liquid, parses):
    return {
        "minijinja": lambda: minijinja(jinja, parses),
        "jinja2": lambda: jinja2(jinja, parses),
        "python-liquid": lambda: python_liquid(liquid, parses),
    }


def cel():
    from cel_expr_python import cel as package

    environment = package.NewEnv(
        variables={"retry_count": package.Type.INT, "retryable": package.Type.STRING})
    program = environment.compile("retry_count < 3 && retryable == 'true'")
    # As the design's figure has it: names are bound before the clock starts.
    activation = environment.Activation({"retry_count": 2, "retryable": "true"})
    return best(lambda: program.eval(activation))


def transitions():
    """A machine of the seed's size that goes round: one step a turn."""
    from transitions import Machine

    names = [f"S{n}" for n in range(18)]
    machine = Machine(states=names, initial="S0")
    for n, name in enumerate(names):
        machine.add_transition("go", name, names[(n + 1) % len(names)])
    return best(machine.go)


def sismic():
    from sismic.interpreter import Interpreter
    from sismic.model import BasicState, CompoundState, Statechart, Transition

    chart = Statechart("ring")
    chart.add_state(CompoundState("root", initial="S0"), None)
    for n in range(18):
        chart.add_state(BasicState(f"S{n}"), "root")
    for n in range(18):
        chart.add_transition(Transition(f"S{n}", f"S{(n + 1) % 18}", event="go"))
    interpreter = Interpreter(chart)
    interpreter.execute()

    def turn():
        interpreter.queue("go").execute_once()

    return best(turn)


def mermaid():
    """Mermaid's own parser, out of the wheel mermaidx, under Node with the wheel's DOM."""
    import mermaidx

    node = shutil.which("node")
    if not node:
        raise ImportError("no node")
    assets = os.path.join(os.path.dirname(mermaidx.__file__), "assets")
    run = subprocess.run(
        [node, os.path.join(HERE, "mermaid.js"), assets, "2" if QUICK else "15"],
        input=sys.stdin.buffer.read(), capture_output=True, check=True, timeout=120)
    return float(run.stdout)


TOPICS = {
    "small-template": templates(SMALL, SMALL_LIQUID, False),
    "small-template-parsed": templates(SMALL, SMALL_LIQUID, True),
    "template": templates(text("template.jinja"), text("template.liquid"), False),
    "template-parsed": templates(text("template.jinja"), text("template.liquid"), True),
    "guard": {"cel-expr-python": cel},
    "engine": {"transitions": transitions, "sismic": sismic},
    "mermaid": {"mermaid.js": mermaid},
}


def main():
    figures = {}
    for name, measure in TOPICS[sys.argv[1]].items():
        try:
            figures[name] = measure()
        except ImportError:
            continue
        except Exception as error:
            print(f"peers.py: {name}: {error!r}", file=sys.stderr)
    json.dump(figures, sys.stdout)


main()
