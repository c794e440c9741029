"""The ledger's database: the only place that names one.

A ledger is a journal. Every entry of every table first gets a line in the journal: its number, the
time by the clock, who wrote it, and a hash over the entry and the line before. Order is the number
and never the clock; nothing is changed or removed, which triggers in the database enforce.
Accounts, sessions and the audit log stand beside it, in operational tables (``operations``).
"""

from __future__ import annotations

from tocsin.ledger.store.ledger import Ledger, Row, Snapshot, Transaction, canonical
from tocsin.ledger.store.operations import Operations
from tocsin.ledger.store.tables import TABLES
from tocsin.ledger.store.transfer import copy

__all__ = ["TABLES", "Ledger", "Operations", "Row", "Snapshot", "Transaction", "canonical", "copy"]
