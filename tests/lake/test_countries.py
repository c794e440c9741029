"""Each source's countries, against the lists that the sources publish."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tocsin.lake.countries import FROM_CAMEO, FROM_FIPS, FROM_GLEDITSCH_WARD, FROM_NUMERIC, ISO

DATA = Path(__file__).parents[3] / "shared" / "data"
CODES = DATA / "codes" / "gdelt_reference"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CODES.is_dir(), reason="the shared material is not here"),
]
FORMER = {"SCG", "ANT"}
OTHERWISE = {
    "cote d'ivoire": "CIV", "german federal republic": "DEU", "rumania": "ROU",
    "congo": "COG", "congo, democratic republic of (zaire)": "COD",
    "korea, people's republic of": "PRK", "korea, republic of": "KOR",
    "vietnam, democratic republic of": "VNM",
}  # fmt: skip
REGIONS = [
    "AFR",
    "ASA",
    "BLK",
    "CRB",
    "CAU",
    "CFR",
    "CAS",
    "CEU",
    "EIN",
    "EAF",
    "EEU",
    "EUR",
    "LAM",
    "MEA",
    "MDT",
    "NAF",
    "NMR",
    "PGS",
    "SCN",
    "SAM",
    "SAS",
    "SEA",
    "SAF",
    "WAF",
    "WST",
    "BAG",
    "ANT",
]


def _listed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_country_of_the_list_is_known_by_each_of_its_codes() -> None:
    rows = [r for r in _listed(CODES / "countryInfo.txt") if r["ISO3"] not in FORMER]
    assert {r["ISO3"] for r in rows} == ISO
    for row in rows:
        if row["fips"]:
            assert FROM_FIPS[row["fips"]] == row["ISO3"]
        if row["ISO3"] != "XKX":
            assert FROM_NUMERIC[row["ISO-Numeric"].zfill(3)] == row["ISO3"]


def test_the_codes_that_mislead_are_right() -> None:
    assert [FROM_FIPS[c] for c in ("RS", "RI", "KZ", "GG", "GM", "CH", "SZ", "UP", "AJ")] == [
        "RUS", "SRB", "KAZ", "GEO", "DEU", "CHN", "CHE", "UKR", "AZE",
    ]  # fmt: skip
    assert FROM_FIPS["GZ"] == FROM_FIPS["WE"] == "PSE"


def test_every_cameo_country_is_an_iso_country_or_a_region() -> None:
    codes = [row["CODE"] for row in _listed(CODES / "cameoCountry.txt")]
    assert sorted(c for c in codes if c not in FROM_CAMEO) == sorted(REGIONS)
    assert FROM_CAMEO["ROM"] == "ROU"
    assert FROM_CAMEO["MTN"] == "MNE"
    assert set(FROM_CAMEO.values()) == ISO


def test_gleditsch_and_ward_s_states_have_the_names_of_their_countries() -> None:
    names = {r["ISO3"]: r["Country"].lower() for r in _listed(CODES / "countryInfo.txt")}
    table = DATA / "views_2023" / "meta" / "translation_table_cow_gw_name.csv"
    with table.open(encoding="utf-8", newline="") as file:
        states = {r["gwcode"]: r["gw_statename"].lower() for r in csv.DictReader(file)}
    special = {"345": "yugoslavia", "265": "german democratic republic", "680": "yemen, people's"}
    for number, iso in FROM_GLEDITSCH_WARD.items():
        state, name = states[number], names[iso]
        assert name[:4] in state or state[:4] in name or OTHERWISE.get(state) == iso, (state, name)
    assert not set(special) & set(FROM_GLEDITSCH_WARD)
