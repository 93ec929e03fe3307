"""The Meta Content Library: a file does not say of which platform it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_samples import Sample, built, make_case

from helpers.errors import CaseError


@pytest.mark.parametrize("platform", ["", "instagram", "threads"])
def test_the_platform_is_facebook_unless_case_toml_says_another(platform: str, tmp_path: Path) -> None:
    options = {"platform": platform} if platform else {}
    case = make_case(tmp_path, {"posts.csv": Sample("meta_content_library").path}, "meta_content_library", **options)
    built(case)
    for table in ("posts", "accounts"):
        assert set(case.table(table)["platform"]) == {platform or "facebook"}


def test_a_platform_that_the_library_lacks_is_an_error(tmp_path: Path) -> None:
    path = Sample("meta_content_library").path
    case = make_case(tmp_path, {"posts.csv": path}, "meta_content_library", platform="instagramm")
    with pytest.raises(CaseError) as told:
        built(case)
    assert str(told.value) == (
        'case.toml: platform = "instagramm" is none of the library. Did you mean "instagram"? '
        "It has facebook, instagram, threads."
    )
