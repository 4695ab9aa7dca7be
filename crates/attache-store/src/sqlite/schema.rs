//! The tables.

/// Marks the file as an attache store (SQLite `application_id`): the letters ATTC.
pub(super) const APPLICATION_ID: i32 = 0x4154_5443;

/// The format of the log (SQLite `user_version`). A file with a greater one is left alone; to one of format
/// 1, which had records only, [`EXCHANGE`] is added.
pub(super) const FORMAT: i32 = 2;

/// The form of the indexes. Raise it whenever what stands in an index changes, also where only
/// [`folded`](attache_core::source::folded) changes: older indexes are then made anew on opening.
pub(super) const INDEX_VERSION: i64 = 5;

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

/// What is exchanged, as true as the log. `entries` are the objects of collections, clustered by collection
/// and position, so that a page is read from neighbouring pages of the file; `version` is NULL for an
/// object that came without one, `leaf` its number in the Merkle log of its collection where that is a log,
/// `digest` the leaf hash of its bytes (RFC 6962, section 2.1). What was taken out stands in `removals`.
/// `settings` may be replaced; all else stays.
pub(super) const EXCHANGE: &str = "
CREATE TABLE collections (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)
) STRICT;
CREATE TABLE object_types (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE entries (
    collection INTEGER NOT NULL,
    position INTEGER NOT NULL,
    type INTEGER NOT NULL,
    uuid BLOB NOT NULL CHECK (length(uuid) = 16),
    version INTEGER,
    leaf INTEGER,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    bytes BLOB NOT NULL,
    PRIMARY KEY (collection, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE removals (
    collection INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (collection, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE fetches (
    collection INTEGER NOT NULL,
    number INTEGER NOT NULL,
    partner TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (collection, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER collections_stay_as_they_are BEFORE UPDATE ON collections
    BEGIN SELECT RAISE(ABORT, 'collections never change'); END;
CREATE TRIGGER collections_stay BEFORE DELETE ON collections
    BEGIN SELECT RAISE(ABORT, 'collections are never removed'); END;
CREATE TRIGGER object_types_stay_as_they_are BEFORE UPDATE ON object_types
    BEGIN SELECT RAISE(ABORT, 'object_types never change'); END;
CREATE TRIGGER object_types_stay BEFORE DELETE ON object_types
    BEGIN SELECT RAISE(ABORT, 'object_types are never removed'); END;
CREATE TRIGGER entries_stay_as_they_are BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries never change'); END;
CREATE TRIGGER entries_stay BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
CREATE TRIGGER removals_stay_as_they_are BEFORE UPDATE ON removals
    BEGIN SELECT RAISE(ABORT, 'removals never change'); END;
CREATE TRIGGER removals_stay BEFORE DELETE ON removals
    BEGIN SELECT RAISE(ABORT, 'removals are never removed'); END;
CREATE TRIGGER fetches_stay_as_they_are BEFORE UPDATE ON fetches
    BEGIN SELECT RAISE(ABORT, 'fetches never change'); END;
CREATE TRIGGER fetches_stay BEFORE DELETE ON fetches
    BEGIN SELECT RAISE(ABORT, 'fetches are never removed'); END;
";

/// The guards of the records, by name.
pub(super) const TRIGGERS_OF_RECORDS: [&str; 2] = ["records_stay_as_they_are", "records_stay"];

/// All guards, by name.
pub(super) const TRIGGERS: [&str; 12] = [
    "records_stay_as_they_are",
    "records_stay",
    "collections_stay_as_they_are",
    "collections_stay",
    "object_types_stay_as_they_are",
    "object_types_stay",
    "entries_stay_as_they_are",
    "entries_stay",
    "removals_stay_as_they_are",
    "removals_stay",
    "fetches_stay_as_they_are",
    "fetches_stay",
];

/// The indexes. `reaches` is the last record in them.
///
/// In `claims`, texts are folded for comparing; lists are joined by line feeds (names) or bars (codes);
/// days are year * 10000 + month * 100 + day; instants are whole microseconds. `standing` is NULL
/// where records speak of a claim that none of them brought in. `claim_words` holds the claims that stand by the
/// words of [`index_key`](attache_core::proposition::index_key). In `reliance`, `article` is NULL where a record speaks
/// of more than the text of one article.
///
/// `versions` finds an object of a collection: what was taken out is `gone`, `given` says whether the version
/// came with the object. `shown` is what pages show, by [`Rank`](super::rank::Rank), so that the versions
/// that a page asks for lie side by side. `turns` says how often the collection turned
/// ([`Edge`](crate::Edge)); one that never did has no row. `leaves` and `log_hashes` are the Merkle log.
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
    source_countries TEXT,
    article BLOB,
    recipients TEXT,
    received_from TEXT
) STRICT;
CREATE INDEX claims_by_kind ON claims (kind, day_to);
CREATE INDEX claims_by_day ON claims (day_to);
CREATE INDEX claims_by_article ON claims (article);
CREATE TABLE claim_words (
    word TEXT NOT NULL,
    claim INTEGER NOT NULL REFERENCES claims (key),
    PRIMARY KEY (word, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim_records (
    claim INTEGER NOT NULL REFERENCES claims (key),
    seq INTEGER NOT NULL REFERENCES records (seq),
    PRIMARY KEY (claim, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE sources (
    id BLOB NOT NULL CHECK (length(id) = 16),
    seq INTEGER NOT NULL REFERENCES records (seq),
    PRIMARY KEY (id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE roster (
    seq INTEGER PRIMARY KEY REFERENCES records (seq)
) STRICT;
CREATE TABLE reliance (
    seq INTEGER PRIMARY KEY REFERENCES records (seq),
    article BLOB CHECK (length(article) = 16)
) STRICT;
CREATE INDEX reliance_by_article ON reliance (article);
CREATE TABLE versions (
    collection INTEGER NOT NULL,
    uuid BLOB NOT NULL,
    type INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    given INTEGER NOT NULL,
    PRIMARY KEY (collection, uuid, type, gone, version, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE shown (
    collection INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    position INTEGER NOT NULL,
    type INTEGER NOT NULL,
    PRIMARY KEY (collection, rank, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_by_type ON shown (collection, type, rank, position);
CREATE TABLE turns (
    collection INTEGER PRIMARY KEY,
    turned INTEGER NOT NULL
) STRICT;
CREATE TABLE leaves (
    collection INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (collection, leaf)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_hashes (
    collection INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (collection, number)
) STRICT, WITHOUT ROWID;
";

/// What SQLite looks things up by in them, by name.
pub(super) const LOOK_UPS: [&str; 5] =
    ["claims_by_kind", "claims_by_day", "claims_by_article", "reliance_by_article", "shown_by_type"];

/// The tables of the indexes, in an order in which they can be dropped.
pub(super) const INDEX_TABLES: [&str; 13] = [
    "log_hashes",
    "leaves",
    "turns",
    "shown",
    "versions",
    "reliance",
    "roster",
    "sources",
    "claim_records",
    "claim_words",
    "claims",
    "articles",
    "indexes",
];
