"""Phone numbers in a line: where they stand, and their values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lhextract.phones.joined import is_ambiguous, read_numbers
from lhextract.phones.numbers import PhoneValue, find_numbers, infer_region, is_region, read_number
from lhextract.phones.plan import borders_of, learn_plan
from lhextract.text.canonical import canonicalise
from tests.fuzz.seeds import golden_texts
from tests.fuzz.target import Target, as_text, hold, kept

REGIONS = (None, "DE", "US", "GB", "AT", "CH", "FR", "IT", "AR", "CN")
E164 = re.compile(r"\+[1-9]\d{1,16}", re.ASCII)  # phonenumbers takes up to 17 digits (Germany has had 15 behind +49)


def check(data: bytes) -> None:
    """The first byte is the region; of every other line each number is found in order and read without loss."""
    region = REGIONS[data[0] % len(REGIONS)] if data else None
    page = canonicalise(as_text(data[1:]))
    lines = [page.line_text(line) for line in page.lines]
    found: list[tuple[str, str | None, str | None]] = []
    for text in lines:
        end = 0
        for number in find_numbers(text, region=region):
            hold(end <= number.start < number.end <= len(text), "numbers are in order and do not overlap")
            end = number.end
            raw = text[number.start : number.end]
            hold(raw[0] in "(+" or raw[0].isdigit(), "a number begins with +, bracket or digit")
            hold(raw[-1].isdigit(), "a number ends with a digit")
            value = read_number(raw, region=region)
            _laws_of_value(value, raw, region)
            _laws_of_parts(raw, region)
            found.append((raw, value.e164, value.region))
    for exchange in learn_plan(found):
        hold(exchange.country <= exchange.area <= len(exchange.prefix), "an exchange stands behind country and area")
        hold(bool(exchange.pattern and exchange.write(exchange.prefix)), "an exchange can be written")
    inferred = infer_region(lines)
    hold(inferred is None or is_region(inferred), "an inferred region is one")
    hold(infer_region(lines) == inferred, "inferred twice, the region is the same")


def _laws_of_value(value: PhoneValue, raw: str, region: str | None) -> None:
    hold(read_number(raw, region=region) == value, "read twice, a number is the same")
    hold(value.region is None or is_region(value.region), "the region of a number is one")
    hold(value.extension is None or value.extension.isdigit(), "an extension has digits only")
    if value.e164 is None:
        kept(value.national == raw, "a number that cannot be read is kept as written")
        return
    hold(bool(E164.fullmatch(value.e164)), "a number that was read is in E.164")
    hold(read_number(value.e164, region=None).e164 == value.e164, "E.164 reads back as itself, wherever")
    borders = borders_of(raw, value.e164.removeprefix("+"))
    hold(all(0 < place < len(value.e164) for place in borders), "borders stand between digits")


def _laws_of_parts(raw: str, region: str | None) -> None:
    parts = read_numbers(raw, region=region)
    end = 0
    for part in parts:
        hold(end <= part.start < part.end <= len(raw), "the numbers of a writing are in order and do not overlap")
        end = part.end
    kept(_digits(raw[parts[-1].end :]) == "", "no digit stands behind the last number of a writing")
    if is_ambiguous(raw, region=region):
        hold(len(parts) == 1 and parts[0].value.e164 is None, "an ambiguous writing has no value")


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _seeds() -> Iterator[bytes]:
    numbered = re.compile(r"^.*\d{3}[ /)-]?\d{3}.*$", re.MULTILINE)
    for order, page in enumerate(golden_texts()):
        lines = numbered.findall(page)[:8]
        if lines and order % 5 == 0:
            yield bytes([order % len(REGIONS)]) + "\n".join(line[-80:] for line in lines).encode()
    yield b"\x01463-33013, -14\n0351 463-33013/14 DW 5\n+49 (0)351 463 33013 ext. 12\n(734-615-3027)"


TARGET = Target(
    name="phones",
    input_class="phone numbers",
    check=check,
    seeds=_seeds,
    dictionary=(
        b"+49 351 463-", b"(0)", b" ext. 12", b" DW 5", b", -14", b" / ", b"/14", b"0351", b"+1 (734) ", b"tel:",
        b"00", "\u0664\u0665".encode(), "\u00b2".encode(), "\uff0b\uff14\uff19".encode(), "\u2013".encode(), b"+",
        b"++", b" x1", b"+39 0", b"+54 9 ", b"+800 ", b"*", b"#", "\u0967".encode(), b";ext=1", b"+883 ", b"+979",
    ),
    repeated=lambda data, times: data[:1] + data[1:] * times,
)  # fmt: skip
