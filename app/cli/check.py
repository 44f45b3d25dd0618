"""`clipfile check`."""

import re
import secrets
from collections import Counter
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.progress import MofNCompleteColumn

from app.archive.checks.finding import Finding
from app.archive.log import Head
from app.checking import Mender, Part, Wanted, open_parts
from app.cli.doors import open_sessions, out
from app.cli.progress import Step, show_progress
from app.errors import BadRequest


def check(
    sample: Annotated[
        int, typer.Option(help="Pages to unpack, chosen by chance, with what was read in them.", min=0)
    ] = 1_000,
    head: Annotated[str | None, typer.Option(help="A head that `clipfile log head` printed: NUMBER:HASH.")] = None,
    *,
    check_all: Annotated[bool, typer.Option("--all", help="Unpack every page.")] = False,
    mend: Annotated[bool, typer.Option("--mend", help="Make anew what can be made of the rest.")] = False,
) -> None:
    """Look whether all is there and as it was: pages, texts, quotes, counts, search, and the log of what happened.

    It can run beside the service. Exit code 1 where something is found that is not mended.
    """
    wanted = Wanted(None if check_all else sample, secrets.token_bytes(32), _parse_head(head))
    found = Counter[str]()
    n_left = 0
    with open_sessions() as sessions:
        mender = Mender(sessions)
        with open_parts(sessions, wanted) as parts:
            for part in parts:
                for finding in _go_through(part):
                    out.print(str(finding), markup=False)
                    found[finding.flaw.name] += 1
                    n_left += not (mend and mender.take(finding))
        mender.finish()
    for flaw, n in mender.n_mended.items():
        out.print(f"Put right: {n:,} {flaw.name}.")
    looked = ", ".join(f"{part.n_all:,} {part.unit}" for part in parts)
    told = ", ".join(f"{n:,} {name}" for name, n in sorted(found.items()))
    out.print(f"Checked {looked}: {f'found {told}' if told else 'nothing is wrong'}.")
    if n_left:
        raise typer.Exit(1)


def _parse_head(text: str | None) -> Head | None:
    if text is None:
        return None
    told = re.fullmatch(r"(\d+):([0-9a-f]{64})", text.strip())
    if told is None:
        raise BadRequest("--head: write it as `clipfile log head` printed it, NUMBER:HASH")
    return Head(int(told[1]), bytes.fromhex(told[2]))


def _go_through(part: Part) -> Iterator[Finding]:
    """Go through a part of the check, telling how far it is."""

    def say(step: Step) -> str:
        return f"{step.done:,} of {part.n_all:,} {part.unit}"

    with show_progress(out, f"Check {part.unit}", MofNCompleteColumn(), say) as tell:
        for step in part.steps:
            if isinstance(step, Finding):
                yield step
            else:
                tell(Step(step, part.n_all, step))
