"""A poster that was made is offered on the guide's pages; one that was not is not mentioned."""

from __future__ import annotations

from report_house import House


def test_a_poster_is_offered_once_it_is_made(house: House) -> None:
    assert "poster" not in house.visitor().get("/en/g/1").text
    assert house.visitor().get("/en/g/1.pdf").status == 404
    folder = house.worker.settings.published / "posters"
    folder.mkdir(parents=True)
    (folder / "en-1.pdf").write_bytes(b"%PDF-1.7")
    assert "/en/g/1.pdf" in house.visitor().get("/en/g/1").page.links
    response = house.visitor().get("/en/g/2.pdf")
    assert response.status == 404
