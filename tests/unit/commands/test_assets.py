"""The page's style sheet is nhsuk-frontend's, without what would be fetched from elsewhere or is the NHS's own."""

import pytest

from bot.commands.assets import clean_css, copy_assets


@pytest.mark.parametrize(
    ("css", "cleaned", "why"),
    [
        ("a{b:c}@font-face{src:url(https://x)}d{e:f}", "a{b:c}d{e:f}", "a typeface of another server is not fetched"),
        ("a{b:url(/assets/images/i-up.svg)}", "a{b:url(images/i-up.svg)}", "icons lie beside the style sheet"),
        ("a{b:c}/*# sourceMappingURL=x.css.map */", "a{b:c}", "there is no map to be asked for"),
    ],
)
def test_the_style_sheet_asks_nobody_else_for_anything(css, cleaned, why):
    assert clean_css(css) == cleaned, why


def test_only_the_icons_that_the_style_sheet_names_are_copied(tmp_path):
    package, vendor = tmp_path / "package", tmp_path / "vendor"
    images = package / "assets" / "images"
    images.mkdir(parents=True)
    (images / "nhsuk-icon-up.svg").write_text("<svg/>")
    (images / "nhsuk-icon-512.png").write_text("the NHS logo")
    (package / "nhsuk-frontend.min.css").write_text("a{b:url(/assets/images/nhsuk-icon-up.svg)}")
    (package / "nhsuk-frontend.min.js").write_text("f();//# sourceMappingURL=y.js.map\n")

    copy_assets(package, vendor)

    files = sorted(str(file.relative_to(vendor)) for file in vendor.rglob("*") if file.is_file())
    assert files == ["images/nhsuk-icon-up.svg", "nhsuk-frontend.min.css", "nhsuk-frontend.min.js"]
    assert (vendor / "nhsuk-frontend.min.js").read_text() == "f();"
