"""`lamplighter staff`: makes accounts for the desk, because its first one cannot be made on the desk itself."""

from __future__ import annotations

from typing import Annotated

import typer

group = typer.Typer(help="Accounts of the desk.", no_args_is_help=True)


@group.command("add")
def add(
    username: Annotated[str, typer.Argument(help="The name to log in with.")],
    role: Annotated[list[str], typer.Option(help="A role; may be given several times.")],
    name: Annotated[str, typer.Option(help="The name shown beside decisions.")] = "",
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)] = "",
) -> None:
    """Make an account, or set the password and roles of one that is there."""
    from lamplighter.config import load
    from lamplighter.desk import serve

    serve.set_up(load())
    from lamplighter.desk.staff.services import add_staff, check_password

    check_password(password)
    add_staff(username, password, role, name=name)
    typer.echo(f"{username} may log in as {', '.join(role)}.")


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="staff")
