"""A small valid case, and how to write it to a folder with changes.

Two neighbours, ALF and BET, share a river. ``works`` (a trigger) is known from a timeline, ``fear``
is latent and seen through a report and a watch, ``dispute`` is the outcome that is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

CASE = """\
schema_version: 1
id: river
title: {en: The river, fr: La rivière}
summary: {en: Two neighbours and a dam., fr: Deux voisins et un barrage.}
start: 2024-01-01
evidence_until: 2025-12-31
tlp: CLEAR
horizons: [3, 6, 12]
asked:
  - id: dispute
    node: dispute
    level: 'on'
    label: {en: A public dispute, fr: Un différend public}
groups:
  - id: thesis
    label: {en: What drives it, fr: Ce qui la fait avancer}
    hypotheses:
      - id: h0
        label: {en: Works, fr: Travaux}
        claim: {en: The works lead to a dispute., fr: Les travaux mènent à un différend.}
        prior: 0.4
        source: C01
      - id: h1
        label: {en: Routine, fr: Routine}
        claim: {en: The works change nothing., fr: Les travaux ne changent rien.}
        prior: 0.6
        source: judgement
assumptions:
  - id: treaty_kept
    label: {en: The treaty is kept, fr: Le traité est respecté}
    prior: 0.9
    standing: solid
    if_wrong: {en: Disputes last longer., fr: Les différends durent davantage.}
    signpost: {en: A notice of exit., fr: Un préavis de sortie.}
    source: S01
"""

SOURCES = """\
- id: S01
  title: Report on the dam
  type: news
  date: 2024-06-03
- id: S02
  title: Statement of the ministry
  type: official
  date: '2024'
- id: S03
  title: Annual review
  type: study
"""

CLAIMS = """\
- id: C01
  paraphrase: {en: The dam will bring a dispute., fr: Le barrage amènera un différend.}
  section: lead
  kind: forecast
  speaker: the author
  status: unverified
  confidence: low
  evidence:
    - source: S01
  bears_on: [works, h0]
"""

ACTORS = """\
actors:
  - id: ALF
    label: {en: Alfland, fr: Alfie}
    kind: state
    iso3: ALF
    lon: 10
    lat: 50
  - id: BET
    label: {en: Betland, fr: Bétie}
    kind: state
    lon: 12
    lat: 51
blocs:
  - id: LEAGUE
    label: {en: The League, fr: La Ligue}
    source: S03
    members:
      - {actor: ALF, since: '1999', until: '2020-05'}
      - {actor: BET, since: '1999'}
treaties:
  - id: TR01
    label: {en: River treaty, fr: Traité sur la rivière}
    signed: '2001-03'
    in_force: '2002'
    parties: [ALF, BET]
    gist: {en: Talk before building., fr: Se parler avant de bâtir.}
    source: S03
    duties:
      - kind: consultation
        text: {en: Consult before works., fr: Se consulter avant les travaux.}
        bound: [ALF]
        toward: [BET]
"""

ROUTES = """\
places:
  - {id: quay, label: {en: Quay, fr: Quai}, lon: 10.5, lat: 50.2, actor: ALF}
  - {id: lock, label: {en: Lock, fr: Écluse}, lon: 11.5, lat: 50.7, actor: BET}
routes:
  - id: ferry
    label: {en: Ferry, fr: Bac}
    mode: sea
    places: [quay, lock]
    consent: [ALF, BET]
    support: if_open
    support_note: {en: If both agree., fr: Si les deux sont d’accord.}
    as_of: 2025-12-01
    history:
      - date: '2019'
        status: agreed
        note: {en: Agreed., fr: Convenu.}
        source: S01
      - date: 2024-02
        status: open
        note: {en: Opened., fr: Ouvert.}
        source: S02
"""

MODEL = """\
nodes:
  - id: works
    kind: trigger
    label: {en: Works on the dam, fr: Travaux du barrage}
    definition: {en: How far the works are., fr: L’avancement des travaux.}
    start: none
    up: {events: 3, years: 10, source: S01}
    down: {low: 0.1, high: 1, source: judgement}
    levels:
      - id: none
        label: {en: None, fr: Aucun}
        observable: {en: No works., fr: Pas de travaux.}
      - id: plan
        label: {en: Plan, fr: Projet}
        observable: {en: A published plan., fr: Un projet publié.}
      - id: building
        label: {en: Building, fr: Chantier}
        observable: {en: Machines on site., fr: Des engins sur place.}
  - id: fear
    kind: perception
    label: {en: Fear in Betland, fr: Crainte en Bétie}
    definition: {en: What leaders there expect., fr: Ce qu’y attendent les dirigeants.}
    start: {low: 0.7, high: 0.3}
    up: {low: 0.1, high: 1, source: judgement}
    down: {low: 0.1, high: 1, source: judgement}
    levels:
      - id: low
        label: {en: Low, fr: Faible}
        observable: {en: No warnings., fr: Aucune mise en garde.}
      - id: high
        label: {en: High, fr: Forte}
        observable: {en: Repeated warnings., fr: Des mises en garde répétées.}
  - id: dispute
    kind: outcome
    label: {en: Dispute, fr: Différend}
    definition: {en: A dispute between the two., fr: Un différend entre les deux.}
    start: 'off'
    up: {events: 2, years: 20, source: S03}
    down: {events: 8, years: 2, source: S03}
    up_while: tension >= some
    levels:
      - id: 'off'
        label: {en: None, fr: Aucun}
        observable: {en: No protest note., fr: Pas de note de protestation.}
      - id: 'on'
        label: {en: Under way, fr: En cours}
        observable: {en: A protest note., fr: Une note de protestation.}
derived:
  - id: tension
    label: {en: Tension, fr: Tension}
    definition: {en: Works and fear together., fr: Travaux et crainte réunis.}
    levels:
      - {id: calm, label: {en: Calm, fr: Calme}}
      - {id: some, label: {en: Some, fr: Un peu}, when: works >= plan or fear >= high}
      - {id: much, label: {en: Much, fr: Forte}, when: works >= plan and fear >= high}
influences:
  - id: works_bring_dispute
    node: dispute
    direction: up
    leaving: ['off']
    when: h0 and works >= plan
    factor: {low: 1.5, high: 6, source: C01}
    source: C01
anchors:
  - asked: dispute
    reference_class: river_pairs
    label: {en: Pairs that share a river, fr: Paires riveraines}
off_ramps:
  - id: joint_visit
    code: O1
    label: {en: Joint visit, fr: Visite commune}
    direction: lowers
    why: {en: It shows what is built., fr: Elle montre ce qui se bâtit.}
    status: {en: Not proposed., fr: Pas proposée.}
    sets: [{node: fear, level: low}]
    cost: low
    window: {en: Any time, fr: À tout moment}
    signpost: {en: An invitation., fr: Une invitation.}
    source: S03
"""

EVIDENCE = """\
timelines:
  - node: works
    until: 2025-12-31
    watched_by: {en: Press of both countries, fr: Presse des deux pays}
    entries:
      - id: T01
        date: 2024-06-01
        published: 2024-06-03
        level: plan
        label: {en: Plan published, fr: Projet publié}
        sources: [S01]
  - node: dispute
    until: 2025-12-31
    watched_by: {en: Press of both countries, fr: Presse des deux pays}
reports:
  - id: R01
    label: {en: A minister warns, fr: Un ministre met en garde}
    date: 2024-09-01
    published: 2024-09-02
    says: fear >= high
    code: C3
    origin: ministry
    sources: [S02]
ratings:
  - id: E01
    label: {en: Budget unchanged, fr: Budget inchangé}
    published: 2024-10-01
    cluster: money
    scores: {h0: I, h1: C}
    sources: [S03]
watches:
  - id: W01
    label: {en: Border press, fr: Presse frontalière}
    says: fear >= high
    rate: 2
    since: 2024-01-01
    until: 2025-12-31
    source: S02
"""

QUESTIONS = """\
- id: Q1
  text: {en: Will there be a dispute?, fr: Y aura-t-il un différend ?}
  node: dispute
  event: {en: A protest note., fr: Une note de protestation.}
  threshold: {en: One note., fr: Une note.}
  opened: 2025-12-31
  deadline: 2026-12-31
  source_of_truth: {en: The two gazettes, fr: Les deux journaux officiels}
  void_if: {en: The treaty ends., fr: Le traité prend fin.}
  anchor: {en: One in ten years, fr: Un en dix ans}
"""

PRECEDENTS = """\
reference_classes:
  - id: river_pairs
    label: {en: Pairs that share a river, fr: Paires riveraines}
    events: 12
    exposure: 150
    unit: {en: pair-years, fr: paires-années}
    source: S03
"""

MONITORING = """\
- node: works
  claim: C01
  false_positives: {en: Repairs., fr: Réparations.}
  base_rate: {en: Rare., fr: Rare.}
  sources: [S01 and the gazettes]
"""

INDICATORS = """\
- id: notes
  node: fear
  label: {en: Protests between the two, fr: Protestations entre les deux}
  source: gdelt
  doers: [BET]
  towards: [ALF]
  quads: [3]
  baseline: {since: 2022-01-03, until: 2023-12-17}
  baseline_level: low
  levels:
    high:
      source: S03
      past:
        - label: {en: An older quarrel, fr: Une querelle plus ancienne}
          actors: [ALF, BET]
          before: {since: 2010-01-01, until: 2011-12-31, events: 40, volume: 9000}
          then: {since: 2012-01-01, until: 2012-12-31, events: 60, volume: 5000}
  raised_by:
    when: dispute >= on
    ratio: {low: 2, high: 12, source: judgement}
  sources: [S02]
"""

MINIMAL: Mapping[str, str] = {
    "case": CASE,
    "sources": SOURCES,
    "claims": CLAIMS,
    "actors": ACTORS,
    "routes": ROUTES,
    "model": MODEL,
    "evidence": EVIDENCE,
    "questions": QUESTIONS,
    "precedents": PRECEDENTS,
    "monitoring": MONITORING,
    "indicators": INDICATORS,
}
"""The text of each file of the minimal case, by the file's name without ``.yaml``."""

Change = str | None | tuple[str, str] | list[tuple[str, str]]


def write_minimal_case(folder: Path, **changes: Change) -> Path:
    """Write the minimal case to ``folder`` (made if need be) and return it.

    A change is given by the name of its file without ``.yaml``: a pair (old, new) or a list of
    such pairs, each replaced once; the whole text; or None to leave the file out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in {**MINIMAL, **changes}:
        change = changes.get(name, [])
        text = MINIMAL.get(name, "")
        if change is None:
            continue
        if isinstance(change, str):
            text = change
        else:
            for old, new in [change] if isinstance(change, tuple) else change:
                if old not in text:
                    raise ValueError(f"{old!r} is not in {name}.yaml of the minimal case")
                text = text.replace(old, new, 1)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
