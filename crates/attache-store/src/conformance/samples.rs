//! Articles and drafts to fill a store with. All persons, reports and figures are invented.

use attache_core::{
    article::{Article, Outlet},
    attribution::Quotation,
    chain::Chain,
    claim::{Claim, ClaimDraft, Originator, Provenance},
    claim_kind::ClaimKind,
    marking::Marking,
    modality::Modality,
    proposition::{Party, Proposition},
    quantity::Figure,
    record::{Basis, Happening, NewRecord},
    source::{Source, SourceKind},
    span::{Excerpt, Span},
};
use jiff::{Timestamp, civil::Date};
use strum::VariantArray as _;

use super::Failure;

/// The instant `seconds` after an arbitrary one.
///
/// # Errors
/// Where there is no such instant.
pub fn instant(seconds: i64) -> Result<Timestamp, Failure> {
    Ok(Timestamp::from_second(1_732_800_000_i64.saturating_add(seconds))?)
}

/// An article of its own for each number.
#[must_use]
pub fn article(number: u64) -> Article {
    let mut article = Article::plain(format!(
        "Report {number}. The ministry of a country that is not named said on Tuesday that its troops had \
         moved to the east, that shells had arrived by rail and that talks would go on for another week."
    ));
    article.title = Some(format!("Report {number}"));
    article.outlet = Some(Outlet { name: "The Invented Gazette".to_owned(), kind: SourceKind::Outlet });
    let day = i8::try_from(number % 28).unwrap_or(0).saturating_add(1);
    article.published = Date::new(2024, 11, day).ok();
    article
}

/// A draft whose content is one place of the article.
///
/// # Errors
/// Where it is no place of it.
pub fn draft(article: &Article, place: Span) -> Result<ClaimDraft, Failure> {
    let content = Excerpt::of(&article.text, place).ok_or("the place is not in the article")?;
    Ok(ClaimDraft {
        kind: ClaimKind::VARIANTS
            .get(place.start % ClaimKind::VARIANTS.len())
            .copied()
            .unwrap_or(ClaimKind::Background),
        modality: Modality::Asserted,
        quote: Quotation::None,
        confidence: Figure::new(0.1 + 0.7)?,
        spans: vec![content.clone()],
        source: Vec::new(),
        cue: Vec::new(),
        chain: Chain::new(article.carrier(), vec![Source::new("the ministry", SourceKind::GovernmentBody)]),
        quantities: Vec::new(),
        place: None,
        date: None,
        embedded_in: None,
        likelihood: None,
        proposition: Proposition {
            actor: Some(Party { name: "North Korea".to_owned(), country: "KP".parse().ok() }),
            ..Proposition::default()
        },
        sentence: content,
        published: article.published,
        drafter: None,
        differences: Vec::new(),
    })
}

/// The draft as a sealed claim.
///
/// # Errors
/// Where it cannot be sealed.
pub fn sealed(article: &Article, body: ClaimDraft) -> Result<Claim, Failure> {
    let id = article.id();
    let originator = Originator("the desk".to_owned());
    Ok(Claim::seal(body.id(id), id, body, originator, Provenance::Read, Marking::default())?)
}

/// Something recorded `seconds` after an arbitrary instant.
///
/// # Errors
/// Where there is no such instant.
pub fn record(seconds: i64, what: Happening) -> Result<NewRecord, Failure> {
    Ok(NewRecord { at: instant(seconds)?, by: "ana".to_owned(), what })
}

/// The record of an article, and those of `drafts` (at most 100) drafts read in it.
///
/// # Errors
/// Where that many do not fit.
pub fn batch(number: u64, drafts: usize) -> Result<Vec<NewRecord>, Failure> {
    let article = article(number);
    let id = article.id();
    let seconds = i64::try_from(number)?;
    let mut batch = vec![record(seconds, Happening::ArticleAdded { article: Box::new(article.clone()) })?];
    for start in 0..drafts {
        let draft = draft(&article, Span::new(start, start.saturating_add(40)))?;
        let claim = draft.id(id);
        batch.push(record(seconds, Happening::ClaimDrafted { claim, article: id, draft: Box::new(draft) })?);
    }
    Ok(batch)
}

/// The acceptance of the draft that a record holds.
///
/// # Errors
/// Where the record holds none.
pub fn accepted(seconds: i64, article: &Article, drafted: &NewRecord) -> Result<NewRecord, Failure> {
    let Happening::ClaimDrafted { draft, .. } = &drafted.what else { return Err("no draft".into()) };
    let claim = Box::new(sealed(article, (**draft).clone())?);
    record(seconds, Happening::ClaimAccepted { claim, basis: Basis::Person })
}
