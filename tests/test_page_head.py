"""What a page tells machines about its other languages."""

from __future__ import annotations

from pipeline.page_head import link_languages


def test_each_language_is_linked_and_left_outside_the_page() -> None:
    links = link_languages(("ky", "ru"), "digest.html").splitlines()
    assert links == [
        '<link rel="alternate" hreflang="ky" href="../ky/digest.html" data-external="1">',
        '<link rel="alternate" hreflang="ru" href="../ru/digest.html" data-external="1">',
    ]
