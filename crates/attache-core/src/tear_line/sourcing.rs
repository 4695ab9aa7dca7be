//! Sourcing in general words, from the kinds of source alone.
//!
//! "Independent" only by the strict count: distinct names are no proof. Counted are the claims that the tear-line rests
//! on, and no others. Each of them was chosen to be told of, and passes the release test for this recipient as a part of
//! the tear-line; a count over further claims would tell the recipient that there are others. What is withheld can so
//! only make the words say less: an exchange that is declared between two of its origins makes them one. That they are
//! counted as one is told, why is not.

use std::collections::{BTreeMap, BTreeSet};

use super::{CutError, words::bare};
use crate::source::{REPORTING_OUTLET, Source, SourceKind, folded};

/// A sort of source, as a recipient may be told: one, several, and without a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Official,
    International,
    Agency,
    Outlet,
    Institute,
    Survey,
    Company,
    ArmedGroup,
    Person,
    Group,
    Paper,
    UnnamedOfficial,
    UnnamedExperts,
    UnnamedOutlets,
    UnnamedSurvey,
    Unnamed,
}

impl Sort {
    fn of(source: &Source) -> Self {
        match source.kind {
            SourceKind::GovernmentBody
            | SourceKind::Military
            | SourceKind::Intelligence
            | SourceKind::Parliament
            | SourceKind::Official => Self::Official,
            SourceKind::InternationalOrganisation => Self::International,
            SourceKind::NewsAgency => Self::Agency,
            SourceKind::Outlet if source.name == REPORTING_OUTLET => Self::UnnamedOutlets,
            SourceKind::Outlet => Self::Outlet,
            SourceKind::ResearchInstitute => Self::Institute,
            SourceKind::Survey => Self::Survey,
            SourceKind::Company => Self::Company,
            SourceKind::ArmedGroup => Self::ArmedGroup,
            SourceKind::Person => Self::Person,
            SourceKind::Group => Self::Group,
            SourceKind::Document => Self::Paper,
            SourceKind::OfficialAnonymous => Self::UnnamedOfficial,
            SourceKind::ExpertsUnnamed => Self::UnnamedExperts,
            SourceKind::OutletsUnnamed => Self::UnnamedOutlets,
            SourceKind::SurveyUnnamed => Self::UnnamedSurvey,
            SourceKind::Unnamed => Self::Unnamed,
        }
    }

    /// One of it, and the word for several where several can be counted.
    const fn words(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Official => ("an official source", Some("official sources")),
            Self::International => ("an international organisation", Some("international organisations")),
            Self::Agency => ("a news agency", Some("news agencies")),
            Self::Outlet => ("a news outlet", Some("news outlets")),
            Self::Institute => ("a research institute", Some("research institutes")),
            Self::Survey => ("a survey", Some("surveys")),
            Self::Company => ("a company", Some("companies")),
            Self::ArmedGroup => ("an armed group", Some("armed groups")),
            Self::Person => ("a named person", Some("named persons")),
            Self::Group => ("a group", Some("groups")),
            Self::Paper => ("a document", Some("documents")),
            Self::UnnamedOfficial => ("an unnamed official", None),
            Self::UnnamedExperts => ("unnamed experts", None),
            Self::UnnamedOutlets => ("unnamed media", None),
            Self::UnnamedSurvey => ("an unnamed survey", None),
            Self::Unnamed => ("an unnamed source", None),
        }
    }
}

/// The sourcing of claims with these innermost sources, of which so many are independent; 0 says nothing of that. The
/// same whatever their order.
pub(super) fn words<'a>(sources: impl Iterator<Item = &'a Source>, origins: usize) -> String {
    let distinct = distinct(sources.collect());
    let kinds = of_kinds(&distinct);
    let named = distinct.iter().filter(|source| is_known(source)).count();
    // By names alone there may be fewer than by the count: counting one too few is safe.
    match (origins.min(named), named) {
        (0, _) | (_, 0 | 1) => kinds,
        (1, _) => format!("one origin ({kinds})"),
        (independent, _) => format!("{} independent origins ({kinds})", number(independent)),
    }
}

/// Words that speak of where something comes from.
const OF_ORIGIN: [&str; 12] = [
    "origin",
    "origins",
    "source",
    "sources",
    "report",
    "reports",
    "account",
    "accounts",
    "confirmed",
    "confirmation",
    "corroborated",
    "corroboration",
];

/// Whether what an analyst wrote says that sources are independent where the count does not. English alone is read.
pub(super) fn check(text: &str, origins: usize) -> Result<(), CutError> {
    let words = bare(text);
    let of_origin = |word: Option<&String>| word.is_some_and(|word| OF_ORIGIN.contains(&word.as_str()));
    let says = words.iter().enumerate().any(|(at, word)| {
        let mut near = at.saturating_sub(3)..=at.saturating_add(3);
        word.starts_with("independent") && near.any(|place| of_origin(words.get(place)))
    });
    if says && origins < 2 { Err(CutError::NotIndependent { origins }) } else { Ok(()) }
}

/// How many of each sort.
fn of_kinds(distinct: &[&Source]) -> String {
    let sorts: BTreeSet<Sort> = distinct.iter().map(|source| Sort::of(source)).collect();
    let parts: Vec<String> = sorts
        .into_iter()
        .map(|sort| {
            let of_sort: Vec<_> =
                distinct.iter().copied().filter(|source| Sort::of(source) == sort).collect();
            counted(sort, &of_sort)
        })
        .collect();
    match parts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

fn number(count: usize) -> String {
    match count {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        5 => "five".to_owned(),
        more => more.to_string(),
    }
}

/// Whether it is somebody who can be recognised again.
fn is_known(source: &Source) -> bool {
    source.kind.is_named() && source.name != REPORTING_OUTLET
}

fn counted(sort: Sort, sources: &[&Source]) -> String {
    match (sources.len(), sort.words()) {
        (0 | 1, (one, _)) | (_, (one, None)) => one.to_owned(),
        (count, (_, Some(several))) => {
            let number = number(count);
            let countries: BTreeSet<_> = sources.iter().filter_map(|source| source.country).collect();
            let of = if countries.len() == count { " of different countries" } else { "" };
            format!("{number} {several}{of}")
        }
    }
}

/// One source of each name. A name whose words are all in another name counts as the same ("Novak", "Rada
/// Novak"): counting one too few is safe, one too many is not. An unnamed source counts once for its sort.
fn distinct(mut origins: Vec<&Source>) -> Vec<&Source> {
    origins.sort();
    let mut unnamed: BTreeMap<Sort, &Source> = BTreeMap::new();
    let mut named: Vec<(BTreeSet<String>, &Source)> = Vec::new();
    for source in origins {
        let words: BTreeSet<String> =
            source.name.split(|c: char| !c.is_alphanumeric()).map(folded).filter(|w| !w.is_empty()).collect();
        if is_known(source) && !words.is_empty() {
            named.push((words, source));
        } else {
            unnamed.entry(Sort::of(source)).or_insert(source);
        }
    }
    named.sort_by_key(|(words, _)| words.len());
    let mut distinct: Vec<(BTreeSet<String>, &Source)> = Vec::new();
    for (words, source) in named {
        if !distinct.iter().any(|(shorter, _)| shorter.is_subset(&words)) {
            distinct.push((words, source));
        }
    }
    distinct.into_iter().map(|(_, source)| source).chain(unnamed.into_values()).collect()
}
