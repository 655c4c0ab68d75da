"""What the command line says about itself: headings of its help, and what is wrong with a call, in Vietnamese."""

from __future__ import annotations

import re
from typing import Any

import typer

from minhchung.config.cli.words import _

WRONG_CALL = 2
#: What is raised for a call that is wrong; typer keeps the class to itself.
WrongCall: type[Exception] = typer.BadParameter.__bases__[0]


def speak() -> None:
    """Head the panels of help pages in the language of the command line."""
    from typer import rich_utils  # loads what draws in colours, which only help pages need

    rich_utils.OPTIONS_PANEL_TITLE = _("Tùy chọn")
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Đối số")
    rich_utils.COMMANDS_PANEL_TITLE = _("Lệnh")
    rich_utils.DEFAULT_STRING = _("[mặc định: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[bắt buộc]")


def named_help(command: Any) -> Any:
    """The command, whose own ``--help`` and whose subcommands' are described in the language of the command line."""
    drawn = command.format_help

    def format_help(context: Any, formatter: Any) -> None:
        speak()
        drawn(context, formatter)

    command.format_help = format_help
    option = command.get_help_option(command.context_class(command, info_name=command.name))
    option.help = _("In hướng dẫn này rồi thoát.")
    for each in getattr(command, "commands", {}).values():
        named_help(each)
    return command


def wrong(error: Any) -> str:
    """What is wrong with a call, how it should look, and where to read on: three lines."""
    context = error.ctx
    path = context.command_path if context else "minhchung"
    words = " ".join(context.command.collect_usage_pieces(context)) if context else ""
    return "\n".join(
        (
            _sentence(error),
            _("Cách gọi: {call}").format(call=f"{path} {words}".strip()),
            _("Xem hướng dẫn: {call}").format(call=f"{path} --help"),
        )
    )


def _sentence(error: Any) -> str:
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint().strip("'") if parameter is not None else ""
    if kind == "MissingParameter":
        return _("Thiếu {name}.").format(name=name)
    if kind == "NoSuchOption":
        near = ", ".join(sorted(error.possibilities or ()))
        said = _("Không có tùy chọn {name}.").format(name=error.option_name)
        return f"{said} {_('Gần đúng: {near}.').format(near=near)}" if near else said
    if kind == "BadOptionUsage":
        return _("Tùy chọn {name} cần một giá trị đi kèm.").format(name=error.option_name)
    if kind == "BadParameter":
        return _bad_value(name, error.message)
    if error.message.startswith("No such command"):
        commands = getattr(error.ctx.command, "commands", {})
        return _("Không có lệnh này. Các lệnh: {commands}.").format(commands=", ".join(commands))
    if error.message.startswith("Got unexpected extra argument"):
        words = error.message.partition("(s) (")[2].removesuffix(")")
        return _("Thừa đối số: {words}.").format(words=words)
    return str(error.message)


def _bad_value(name: str, message: str) -> str:
    if least := re.search(r"greater than or equal to (\S+)", message):
        return _("Giá trị của {name} phải từ {least} trở lên.").format(name=name, least=least[1])
    if "valid integer" in message:
        return _("Giá trị của {name} phải là số nguyên.").format(name=name)
    return _("Giá trị của {name} không hợp lệ ({why}).").format(name=name, why=message.rstrip("."))
