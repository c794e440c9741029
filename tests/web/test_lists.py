"""What a case rests on and what a workspace holds, as a program reads them."""

from __future__ import annotations

from fastapi.testclient import TestClient

import tocsin
from tocsin.results import Evidence, EvidenceDetail, SourceDetail, Sources


def test_each_item_opens_to_its_sources_and_back(program: TestClient) -> None:
    listed = Evidence.model_validate_json(program.get("/api/v1/evidence").content)
    item = next(each for each in listed.items if each.sources)
    opened = EvidenceDetail.model_validate_json(program.get(f"/api/v1/evidence/{item.id}").content)
    assert opened.item == item
    assert [source.id for source in opened.sources] == sorted(item.sources)
    back = program.get(f"/api/v1/sources/{opened.sources[0].id}")
    assert item in SourceDetail.model_validate_json(back.content).evidence


def test_nothing_later_than_the_day_is_listed(program: TestClient) -> None:
    day = tocsin.load_case("river").header.start
    for address in ("evidence", "sources"):
        whole = program.get(f"/api/v1/{address}").json()
        early = program.get(f"/api/v1/{address}?as_of={day}").json()
        assert early["as_of"] == day.isoformat()
        assert early["total"] < whole["total"]


def test_every_source_of_the_case_is_listed(program: TestClient) -> None:
    listed = Sources.model_validate_json(program.get("/api/v1/sources").content)
    assert [each.id for each in listed.items] == [
        each.id for each in tocsin.load_case("river").sources
    ]
    assert listed.total == len(listed.items)


def test_the_inbox_and_the_record_are_those_of_the_workspace(program: TestClient) -> None:
    box = program.get("/api/v1/inbox").json()
    assert (box["waiting"], len(box["proposals"])) == (2, 3)
    assert program.get("/api/v1/record").json()["registered"] == 0
