"""Everything that imports Whoosh: nothing outside this folder does.

What Whoosh does for us:

- the table of contents (`TOC`): one pickled file a commit, which names its segments and their deleted documents. A
  commit is the rename of that file, so a killed writer leaves the previous commit in use;
- segments, their files and names, and their removal when no table of contents names them (`clean_files`);
- columns (`whoosh.columns`): one value a document, of fixed or variable length, compressed by us where that pays;
- the life cycle of a writer (`SegmentWriter`): documents, deletions, commit, cancel.

What it does not do: split texts into words, store or merge postings, parse queries, match or score. `fields` hands each
text to `posting_pool` as one token, `codec` writes the sorted batches as the arrays of `index.storage.postings`, and
`posting_merger` merges these. `index.search` reads the arrays and never sees Whoosh.

The modules, from the bottom up: `file_storage`, `fields`, `posting_pool`, `codec`, `posting_merger`; `segment` and
`snapshot` open a commit for reading; `index_writer` writes one, and `background_merge` merges segments beside it.

Private names of Whoosh that we use, each to be checked when its version changes:

- `TOC._latest_generation`, `TOC._filename` (`snapshot`, `index_writer`): find the newest commit without reading it, and
  its file, to keep a checksum of it;
- `SegmentWriter(_lk=False)` (`index_writer`, `background_merge`): no lock of Whoosh's, since `index.storage.folders`
  holds one for the whole index;
- `SegmentWriter._added` (`posting_merger`): set, so that a segment that was filled by a merge alone is written;
- `VarBytesColumn.Reader._lengths`, `._offsets`, `._length`, `._dbfile`, `._basepos` (`segment`): check that a column
  fits its file before it is used, and read all its values at once.

Public, but easily overlooked: `Codec.length_stats = False`, `writer.pool`, `writer.docnum` and `writer.perdocwriter`.
`tests/index/storage/whoosh` compares what we find with what stock Whoosh finds.
"""
