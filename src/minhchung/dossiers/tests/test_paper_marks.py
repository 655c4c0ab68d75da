"""The marks on a paper: bars and squares that another program reads, tokens that say nothing."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minhchung.dossiers.papers import barcode
from minhchung.dossiers.papers.barcode import CannotEncode, modules_of
from minhchung.dossiers.papers.editions import latest
from minhchung.dossiers.papers.marks import barcode_png, barcode_svg, qr_png
from minhchung.dossiers.papers.pdf import pdf_of
from minhchung.dossiers.papers.tokens import LENGTH, dossier_of, token_of
from minhchung.dossiers.papers.word import sample
from minhchung.dossiers.tests.papers_cast import MADE_AT

ADDRESS = "https://bql.example.vn/tra-cuu/ABCDEFGHIJKLMNOPQRST/"
CODES = ("NB/2026/000012", "000.00.15.H17-230115-0001", "G09.20-20260609-0092637", "A")


def read_by_another_program(path: Path) -> set[str]:
    found = subprocess.run(["zbarimg", "-q", str(path)], capture_output=True, text=True, check=True)
    return set(found.stdout.split())


def widths(modules: str) -> list[str]:
    """Every sign as six widths of bars and spaces, the stop as seven."""
    runs = [str(len(run)) for run in re.findall("1+|0+", modules.strip("0"))]
    signs = ["".join(islice(runs, place, place + 6)) for place in range(0, len(runs) - 7, 6)]
    return [*signs, "".join(runs[-7:])]


def decoded(modules: str) -> str:
    """What the bars say, by the rules of ISO/IEC 15417, the check sign tested."""
    values = [barcode._WIDTHS.index(sign) for sign in widths(modules)]
    start, *body, check, stop = values
    assert stop == 106
    assert (start + sum(place * value for place, value in enumerate(body, start=1))) % 103 == check
    in_c, text = start == 105, ""
    for value in body:
        if value == (100 if in_c else 99):  # in set C 99 is the digits themselves
            in_c = not in_c
        else:
            text += f"{value:02d}" if in_c else chr(value + 32)
    return text


def test_the_table_of_signs_is_whole() -> None:
    signs = barcode._WIDTHS
    assert len(signs) == len(set(signs)) == 107
    assert all(sum(map(int, sign)) == 11 for sign in signs[:-1]) and sum(map(int, signs[-1])) == 13
    assert all(sum(map(int, sign[::2])) % 2 == 0 for sign in signs[:-1]), "bars are even in Code 128"


@example("0099")
@example("A0099B")
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_what_was_written_is_what_is_read(text: str) -> None:
    assert decoded(modules_of(text)) == text


def test_digits_take_half_the_room() -> None:
    assert len(modules_of("20260609")) < len(modules_of("ABCDEFGH"))


@pytest.mark.parametrize(
    "text", [pytest.param("", id="nothing"), pytest.param("Hồ sơ", id="letters with marks")]
)
def test_what_cannot_be_written_is_refused(text: str) -> None:
    with pytest.raises(CannotEncode, match="không dấu"):
        modules_of(text)


def test_the_picture_is_a_whole_png_and_the_drawing_has_every_bar() -> None:
    picture, modules = barcode_png("A"), modules_of("A")
    width, height, depth = struct.unpack(">IIB", picture[16:25])
    assert (width, depth) == (4 * len(modules), 1)
    start = picture.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", picture[start - 8 : start - 4])
    assert len(zlib.decompress(picture[start : start + length])) == height * (1 + -(-width // 8))
    assert barcode_svg("A").count("<rect") == len(re.findall("1+", modules))


@pytest.mark.needs("zbarimg")
@pytest.mark.parametrize("code", CODES)
def test_another_program_reads_the_barcode(code: str, tmp_path: Path) -> None:
    path = tmp_path / "ma-vach.png"
    path.write_bytes(barcode_png(code))
    assert read_by_another_program(path) == {f"CODE-128:{code}"}


@pytest.mark.needs("zbarimg")
def test_another_program_reads_the_qr_code(tmp_path: Path) -> None:
    path = tmp_path / "qr.png"
    path.write_bytes(qr_png(ADDRESS))
    assert read_by_another_program(path) == {f"QR-Code:{ADDRESS}"}


@pytest.mark.needs("zbarimg", "pdftotext")
@pytest.mark.parametrize("size", ["a5", "a4"])
@pytest.mark.parametrize("code", CODES[:3])
def test_another_program_reads_both_from_the_printed_page(code: str, size: str, tmp_path: Path) -> None:
    paper = replace(sample("receipt", latest()), code=code, check_address=ADDRESS)
    (tmp_path / "giay.pdf").write_bytes(pdf_of(paper, MADE_AT, size=size))
    subprocess.run(
        ["pdftoppm", "-r", "200", "-png", "-singlefile", str(tmp_path / "giay.pdf"), str(tmp_path / "giay")],
        check=True,
    )
    assert read_by_another_program(tmp_path / "giay.png") == {f"QR-Code:{ADDRESS}", f"CODE-128:{code}"}


@given(st.integers(min_value=1, max_value=2**50 - 1))
def test_a_token_leads_back_to_its_dossier_alone(number: int) -> None:
    token = token_of(number)
    assert len(token) == LENGTH and dossier_of(token) == dossier_of(token.lower()) == number


def test_tokens_of_neighbours_have_nothing_in_common() -> None:
    tokens = [token_of(number) for number in range(1, 501)]
    assert len({token[:8] for token in tokens}) == len({token[-8:] for token in tokens}) == 500


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("", id="nothing"),
        pytest.param("A" * 20, id="never made here"),
        pytest.param("A" * 21, id="too long"),
        pytest.param("ABCDEFGHIJKLMNOPQRS1", id="a letter that tokens do not have"),
        pytest.param("ÀBCDEFGHIJKLMNOPQRST", id="a letter with a mark"),
    ],
)
def test_a_guess_leads_nowhere(token: str) -> None:
    assert dossier_of(token) is None


def test_another_installation_makes_other_tokens(settings) -> None:
    here = token_of(7)
    settings.SECRET_KEY = "một khóa khác"
    assert token_of(7) != here and dossier_of(here) is None
