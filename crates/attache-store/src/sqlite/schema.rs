//! The tables.

/// Marks the file as an attache store (SQLite `application_id`): the letters ATTC.
pub(super) const APPLICATION_ID: i32 = 0x4154_5443;

/// The format of the log (SQLite `user_version`). A file with a greater one is left alone.
pub(super) const FORMAT: i32 = 1;

/// The form of the indexes. Raise it whenever what stands in an index changes, also where only
/// [`folded`](attache_core::source::folded) changes: older indexes are then made anew on opening.
pub(super) const INDEX_VERSION: i64 = 1;

/// Who writes.
pub(super) const MADE_BY: &str = concat!("attache ", env!("CARGO_PKG_VERSION"));

/// The log. `body` is the canonical JSON (RFC 8785) of the record, `digest` its SHA-256, `chain` the
/// SHA-256 of the chain before and the body: an altered, removed or moved record breaks it. `store`
/// keeps the end of the chain, so that a record cut off at the end is missed as well. (Whoever can
/// compute digests can still rewrite all of it: against that stand signed checkpoints, not the store.)
pub(super) const LOG: &str = "
CREATE TABLE store (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    made_by TEXT NOT NULL,
    last INTEGER NOT NULL,
    chain BLOB NOT NULL
) STRICT;
CREATE TABLE records (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    body TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    chain BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;
CREATE TRIGGER records_stay_as_they_are BEFORE UPDATE ON records
    BEGIN SELECT RAISE(ABORT, 'records never change'); END;
CREATE TRIGGER records_stay BEFORE DELETE ON records
    BEGIN SELECT RAISE(ABORT, 'records are never removed'); END;
";

/// The guards of the log, by name.
pub(super) const TRIGGERS: [&str; 2] = ["records_stay_as_they_are", "records_stay"];

/// The indexes. `reaches` is the last record in them.
///
/// In `claims`, texts are folded for comparing; lists are joined by line feeds (names) or bars (codes);
/// days are year * 10000 + month * 100 + day; instants are whole microseconds. `standing` is NULL
/// where records speak of a claim that none of them brought in.
pub(super) const INDEXES: &str = "
CREATE TABLE indexes (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    made_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    reaches INTEGER NOT NULL
) STRICT;
CREATE TABLE articles (
    seq INTEGER PRIMARY KEY REFERENCES records (seq),
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    listing TEXT NOT NULL
) STRICT;
CREATE TABLE claims (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    first_us INTEGER NOT NULL,
    last_us INTEGER NOT NULL,
    standing TEXT,
    kind TEXT,
    day_from INTEGER,
    day_to INTEGER,
    actor TEXT,
    actor_country TEXT,
    counterpart TEXT,
    counterpart_country TEXT,
    place TEXT,
    place_country TEXT,
    subdivision TEXT,
    items TEXT,
    categories TEXT,
    outlet TEXT,
    sources TEXT,
    source_countries TEXT
) STRICT;
CREATE INDEX claims_by_kind ON claims (kind, day_to);
CREATE INDEX claims_by_day ON claims (day_to);
CREATE TABLE claim_records (
    claim INTEGER NOT NULL REFERENCES claims (key),
    seq INTEGER NOT NULL REFERENCES records (seq),
    PRIMARY KEY (claim, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE sources (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    seq INTEGER NOT NULL REFERENCES records (seq)
) STRICT, WITHOUT ROWID;
";

/// What SQLite looks things up by in them, by name.
pub(super) const LOOK_UPS: [&str; 2] = ["claims_by_kind", "claims_by_day"];

/// The tables of the indexes, in an order in which they can be dropped.
pub(super) const INDEX_TABLES: [&str; 5] = ["sources", "claim_records", "claims", "articles", "indexes"];
