"""Files in a zip: the one that is meant, as a stream. Names are told and compared, and never used as paths."""

from __future__ import annotations

import zipfile
from typing import BinaryIO, cast

from helpers import wording
from helpers.errors import ReaderError
from helpers.packed._evidence import Evidence, bomb, damaged, most
from helpers.packed._streams import directory_size

DIRECTORY = 8 << 20  # bytes of a zip's list of files: a hundred thousand of them


def open_member(one: Evidence) -> tuple[Member, int]:
    """The file that is meant, and its packed size; a `ReaderError` where there is none, or it cannot be unpacked."""
    file = one.open("rb")
    try:
        archive = opened(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        file.close()
        raise damaged(one, error) from error
    try:
        found = member(one, archive)
        _check_size(one, found)
        inside = archive.open(found)
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        file.close()
        raise damaged(one, error) from error
    except NotImplementedError:
        file.close()
        raise ReaderError(f"{one}: the zip is packed in an unknown way. Unpack it, and add the file.") from None
    except BaseException:
        file.close()
        raise
    return Member(file, cast(BinaryIO, inside)), found.compress_size


def _check_size(one: Evidence, found: zipfile.ZipInfo) -> None:
    if found.file_size > (may := most(one, found.compress_size)):
        raise bomb(one, found.compress_size, may, found.file_size)


def opened(file: BinaryIO) -> zipfile.ZipFile:
    """The zip; a `ValueError` where its list of files would fill the memory."""
    if directory_size(file) > DIRECTORY:
        raise ValueError("its list of files is too long to be one")
    return zipfile.ZipFile(file)


class Member:
    """A file of a zip, closed together with the zip."""

    def __init__(self, archive: BinaryIO, file: BinaryIO) -> None:
        self.archive, self.file = archive, file

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`."""
        return self.file.read(size)

    def close(self) -> None:
        """Closes the file and the zip."""
        self.file.close()
        self.archive.close()


def member(one: Evidence, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one file of the zip, or that which case.toml names; a `ReaderError` with all names where that is not one."""
    files = [info for info in archive.infolist() if not info.filename.endswith("/") and not _aside(info.filename)]
    if not files:
        raise ReaderError(f"{one}: there is no file in the zip. Obtain it again, or take its entry out of case.toml.")
    found = [info for info in files if info.filename == one.member] if one.member else files
    listed = wording.quoted((shown(info.filename) for info in files), 12)
    if not found:
        raise ReaderError(f'{one}: the zip has no file "{one.member}". It has {listed}. Correct member in case.toml.')
    if len(found) > 1 and one.member:
        raise ReaderError(f'{one}: the zip has {len(found)} files called "{shown(one.member)}". Unpack it yourself.')
    if len(found) > 1:
        raise ReaderError(
            f"{one}: the zip has {len(files)} files: {listed}. Say which one is meant in case.toml, as in "
            f'member = "{shown(files[0].filename)}"; for several, unpack it and add the files.'
        )
    if found[0].flag_bits & 1:
        raise ReaderError(f"{one}: the zip is encrypted. Unpack it with its password, and add the file.")
    return found[0]


def _aside(name: str) -> bool:
    """What a system left in the zip beside the files that somebody packed."""
    parts = name.split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".")


def shown(name: str) -> str:
    """The name of a file in a zip, without what would play tricks in a terminal; at most 120 characters."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in name)[:120]


def open_part(one: Evidence, name: str) -> tuple[Member, int]:
    """A named part of a zip such as a spreadsheet, and its packed size; a `KeyError` where there is none."""
    file = one.open("rb")
    try:
        archive = opened(file)
        found = archive.getinfo(name)
        _check_size(one, found)
        return Member(file, cast(BinaryIO, archive.open(found))), found.compress_size
    except (NotImplementedError, RuntimeError) as error:
        file.close()
        raise damaged(one, error) from None
    except BaseException:
        file.close()
        raise
