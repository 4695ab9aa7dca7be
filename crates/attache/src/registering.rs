//! Editions of a register: kept whole, each row a claim of the register; what a later edition says otherwise.
//!
//! An edition is an article, the file as it came, and its rows are claims about their own places in it. A row that an
//! earlier edition holds word for word is not claimed again: the register said it once. So a later edition adds what is new
//! in it, and the claims of what it changed stay beside those of before: figures that a source revised are a series.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    article::{Article, Form},
    id::{ArticleId, ClaimId},
    record::{Basis, Happening, Seq},
    source::folded,
};
use attache_store::{ArticleListing, Store};
use attache_text::{
    reading::{Given, take_in},
    register::{self, Register, RegisterRow, RowChange},
    words::Words,
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use crate::{adding, effects::Effects, failure::Failure, redeciding};

/// On what ground rows become claims.
const RULE: &str = "rows of a register that was imported are claims of that register";
/// How many articles are listed at once.
const PAGE: usize = 1024;

/// What an import came to.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Registered {
    /// The edition's article.
    pub(crate) article: ArticleId,
    /// Whether it was new to the store.
    pub(crate) new: bool,
    /// How many rows it has.
    pub(crate) rows: usize,
    /// How many of them no earlier edition has word for word: so many claims were recorded, or would be.
    pub(crate) claims: usize,
    /// How many editions were here before.
    pub(crate) earlier: usize,
    /// Columns that nobody knows: their cells are kept with the rows.
    pub(crate) unknown_columns: Vec<String>,
    /// What was odd about the file.
    pub(crate) notes: Vec<String>,
}

/// An edition in the store.
pub(crate) struct Edition {
    /// The line of its article.
    pub(crate) listing: ArticleListing,
    article: Article,
    register: Register,
}

/// A change with the claims that it rests on.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Changed {
    /// The key of the row.
    pub(crate) key: String,
    /// What changed.
    #[serde(flatten)]
    pub(crate) change: RowChange,
    /// The row of the first edition.
    pub(crate) before: Option<RegisterRow>,
    /// The row of the newest.
    pub(crate) after: Option<RegisterRow>,
    /// The claims of both rows: never empty.
    pub(crate) evidence: Vec<ClaimId>,
}

/// Imports an edition, all of it or nothing; with `dry_run` it is only looked at. One that is here already changes
/// nothing.
pub(crate) fn import(
    effects: &Effects<'_>,
    bytes: &[u8],
    published: Option<Date>,
    dry_run: bool,
    words: &Words,
) -> Result<Registered, Failure> {
    let given = Given {
        form: Some(Form::Plain),
        published,
        outlet: Some(register::outlet()),
        title: Some(format!("{}, trade register", register::SIPRI)),
        url: None,
    };
    let (article, notes) = take_in(bytes, &given, words);
    let id = article.id();
    let edition = Register::parse(&article.text)
        .map_err(|cause| Failure::Input(format!("{cause}: nothing was imported")))?;
    let earlier = editions(effects.store, None)?;
    let known = effects.store.article(id)?.is_some();
    let told: BTreeSet<(&str, String)> =
        earlier.iter().flat_map(|one| one.register.rows.iter().map(word)).collect();
    let fresh = |row: &&RegisterRow| !known && !told.contains(&word(row));
    let rows: Vec<&RegisterRow> = edition.rows.iter().filter(fresh).collect();
    let registered = Registered {
        article: id,
        new: !known,
        rows: edition.rows.len(),
        claims: rows.len(),
        earlier: earlier.iter().filter(|one| one.listing.id != id).count(),
        unknown_columns: edition.unknown.clone(),
        notes: notes.into_iter().map(|note| note.0).collect(),
    };
    if !known && !dry_run {
        record(effects, &article, &edition, &rows, words)?;
    }
    Ok(registered)
}

fn record(
    effects: &Effects<'_>,
    article: &Article,
    edition: &Register,
    rows: &[&RegisterRow],
    words: &Words,
) -> Result<(), Failure> {
    let id = article.id();
    let mut what = vec![Happening::ArticleAdded { article: Box::new(article.clone()) }];
    for draft in rows.iter().filter_map(|row| edition.draft(row, article, words)) {
        let claim = draft.id(id);
        let before = effects.store.claim(claim)?.and_then(|state| state.claim);
        let basis = Basis::Policy { rule: RULE.to_owned() };
        let accepted = adding::accepted_by(effects, claim, id, draft.clone(), before.as_ref(), basis)?;
        what.push(Happening::ClaimDrafted { claim, article: id, draft: Box::new(draft) });
        what.push(accepted);
    }
    redeciding::record(effects, &mut |_| Ok(what.clone()))?;
    Ok(())
}

/// What tells a row from others, whatever its place.
fn word(row: &RegisterRow) -> (&str, String) {
    let cells: Vec<String> = row.cells.iter().map(|(column, cell)| format!("{column}\u{1f}{cell}")).collect();
    (row.key.as_str(), cells.join("\u{1e}"))
}

/// The editions that the store holds, in the order in which they were added; with `as_of` only those of then.
pub(crate) fn editions(store: &dyn Store, as_of: Option<Timestamp>) -> Result<Vec<Edition>, Failure> {
    let mut found = Vec::new();
    let mut after = Seq::default();
    let name = folded(register::SIPRI);
    loop {
        let page = store.articles(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(found) };
        after = last.seq;
        for listing in page {
            let ours = listing.outlet.as_ref().is_some_and(|outlet| folded(&outlet.name) == name);
            if !ours || as_of.is_some_and(|instant| listing.at > instant) {
                continue;
            }
            let Some(article) = store.article(listing.id)? else { continue };
            // Another text of the same publisher is no edition.
            if let Ok(register) = Register::parse(&article.text) {
                found.push(Edition { listing, article, register });
            }
        }
    }
}

/// What changed from the first edition to the newest.
pub(crate) fn changed(editions: &[Edition], words: &Words) -> Result<Vec<Changed>, Failure> {
    let (Some(first), Some(newest)) = (editions.first(), editions.last()) else { return Ok(Vec::new()) };
    let found = register::changes(&first.register, &newest.register)
        .map_err(|cause| Failure::Input(cause.to_string()))?;
    let claims = claims(editions, words);
    let row = |edition: &Edition, place: usize| edition.register.rows.get(place).cloned();
    let told = found.into_iter().map(|change| {
        let (before, after) = match &change {
            RowChange::Added { new } => (None, row(newest, *new)),
            RowChange::Removed { old } => (row(first, *old), None),
            RowChange::Revised { old, new, .. } => (row(first, *old), row(newest, *new)),
        };
        let rows = [&before, &after];
        let evidence = rows.into_iter().flatten().filter_map(|row| claims.get(&word(row)).copied()).collect();
        let key = before.as_ref().or(after.as_ref()).map(|row| row.key.clone()).unwrap_or_default();
        Changed { key, change, before, after, evidence }
    });
    Ok(told.collect())
}

/// The claim of each row: that of the edition which said it first.
fn claims<'e>(editions: &'e [Edition], words: &Words) -> BTreeMap<(&'e str, String), ClaimId> {
    let mut claims = BTreeMap::new();
    for edition in editions {
        for row in &edition.register.rows {
            if let Some(draft) = edition.register.draft(row, &edition.article, words) {
                claims.entry(word(row)).or_insert_with(|| draft.id(edition.listing.id));
            }
        }
    }
    claims
}
