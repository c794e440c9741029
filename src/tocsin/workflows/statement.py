"""What is stated about a proposal when it is accepted, as an item of evidence."""

from __future__ import annotations

from datetime import date

from tocsin.case.additions import with_evidence
from tocsin.case.schema import Case, EvidenceFile, Rating, Report, Sighting, TimelineEntry
from tocsin.errors import NotFoundError
from tocsin.language import Text, pair
from tocsin.ledger.decisions import source_name
from tocsin.ledger.evidence import known, standing, versions
from tocsin.ledger.items import Item
from tocsin.ledger.proposals import find_proposal, name_of, read_proposal
from tocsin.ledger.store import Row, Snapshot


class Statement:
    """A proposal about to become evidence, with what was stated about it."""

    def __init__(
        self,
        book: Snapshot,
        row: Row,
        case: Case,
        happened: date | None,
        label: Text | None,
        revises: str | None,
    ) -> None:
        self.book, self.row, self.case = book, row, case
        self.proposal = read_proposal(row)
        self.name = name_of(row["seq"])
        self.revises = revises
        self.label = label or pair(self.proposal.title, self.proposal.title)
        self.published = self.proposal.published
        self.happened = happened or self._happened()
        self.sources = [source_name(self.name)]

    @property
    def id(self) -> str:
        """What the item is called: like the proposal, or like the one that it revises."""
        if self.revises is None:
            return self.name
        earlier = name_of(find_proposal(self.book, self.revises)["seq"])
        found = standing(versions(self.book, "evidence", self.case.header.id))
        if not any(one.key == earlier for one in found):
            raise NotFoundError(f"{earlier} stands for nothing in this case; accept without it")
        return earlier

    def _happened(self) -> date:
        stated = self.proposal.happened
        if stated is not None and stated.count("-") == 2:
            return date.fromisoformat(stated)
        return self.published

    def known(self, node: str, level: str) -> Item:
        """A step of a timeline, or a sighting where the node stands there already."""
        levels = {one.id: [each.id for each in one.levels] for one in self.case.model.nodes}
        if level not in levels.get(node, []):
            raise NotFoundError(
                f"no level {level!r} of a node {node!r} in the case {self.case.header.id}; choose "
                + (", ".join(levels.get(node, [])) or f"a node: {', '.join(levels)}")
            )
        if self._stands(node) == level:
            seen = Sighting(date=self.happened, label=self.label, sources=self.sources)
            return Item("sighting", seen, node)
        entry = TimelineEntry(
            id=self.id, date=self.happened, published=self.published, level=level,
            label=self.label, sources=self.sources,
        )  # fmt: skip
        return Item("entry", entry, node)

    def _stands(self, node: str) -> str | None:
        """The level at which the node stood on the day, as far as is known without this."""
        (start,) = [one.start for one in self.case.model.nodes if one.id == node]
        level = start if isinstance(start, str) else None
        steps = [
            (entry.date, entry.level)
            for timeline in self._evidence().timelines
            if timeline.node == node
            for entry in timeline.entries
            if entry.id != self.name and entry.date <= self.happened
        ]
        return sorted(steps, key=lambda step: step[0])[-1][1] if steps else level

    def _evidence(self) -> EvidenceFile:
        from_ledger = known(self.book, self.case)
        return with_evidence(self.case, *from_ledger).evidence

    def report(self, says: str, code: str) -> Item:
        """A report; its origin is looked up when it is read, because later decisions change it."""
        report = Report(
            id=self.id, label=self.label, date=self.happened, published=self.published, says=says,
            code=code, origin=self.id, sources=self.sources,
        )  # fmt: skip
        return Item("report", report)

    def rating(self, scores: dict[str, str], cluster: str) -> Item:
        """An item of the matrix of competing hypotheses."""
        rating = Rating.model_validate(
            {
                "id": self.name,
                "label": self.label,
                "published": self.published,
                "cluster": cluster,
                "scores": scores,
                "sources": self.sources,
            }
        )
        return Item("rating", rating)
