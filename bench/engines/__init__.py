"""wireside and its peers, each behind the same small door, and what they are given and asked."""

from bench.engines.engine import Engine
from bench.engines.fts5 import Fts5
from bench.engines.stock_whoosh import StockWhoosh
from bench.engines.tantivy import Tantivy
from bench.engines.wireside import Wireside

ENGINES: tuple[type[Engine], ...] = (Wireside, Fts5, Tantivy, StockWhoosh)
