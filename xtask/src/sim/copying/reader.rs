//! The texts of a world as the program reads them, and as a faultless reader would.

use attache_core::{
    article::{self, Article, Outlet},
    chain::Chain,
    id::ClaimId,
    proposition::{normal_form::NormalForm, telling::Telling},
    source::{Source, SourceKind, folded},
};
use attache_text::{
    printed::Printed,
    reading::{Given, read, take_in},
    words::Words,
};
use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

use super::{
    line::{Line, Origin, Voice},
    world::World,
    writing::Writing,
};

/// One claim that bears out the event.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) claim: ClaimId,
    pub(super) chain: Chain,
    /// Whether it is a commentator's word on what another found out.
    pub(super) is_comment: bool,
}

/// A collected text, read.
#[derive(Debug)]
pub(super) struct Read {
    /// Its number among the writings.
    pub(super) number: usize,
    pub(super) event: usize,
    pub(super) article: Article,
    /// Its text as it is held against others, with its credit lines.
    pub(super) printed: Printed,
    /// What the reader drafted on the event.
    pub(super) drafted: Vec<Told>,
    /// What it truly says.
    pub(super) truly: Vec<Told>,
}

/// The day of that number.
pub(super) fn day(number: usize) -> Date {
    let first = date(2026, 3, 1);
    first.checked_add(i64::try_from(number).unwrap_or(0).days()).unwrap_or(first)
}

/// Reads every collected text.
pub(super) fn read_all(world: &World, words: &Words) -> Vec<Read> {
    let collected = world.writings.iter().enumerate().filter(|(_, writing)| writing.collected);
    collected.filter_map(|(number, writing)| read_one(world, number, writing, words)).collect()
}

fn read_one(world: &World, number: usize, writing: &Writing, words: &Words) -> Option<Read> {
    let event = world.events.get(writing.event)?;
    let given = Given {
        form: Some(article::Form::Plain),
        published: Some(day(writing.day)),
        outlet: Some(Outlet { name: writing.outlet.clone(), kind: writing.kind }),
        ..Given::default()
    };
    let (article, _) = take_in(writing.text(event).as_bytes(), &given, words);
    let printed = Printed::of(&article, words);
    let proposition = event.proposition()?;
    let drafted = drafted(&article, &proposition, words);
    let truly = truly(&article, writing);
    Some(Read { number, event: writing.event, article, printed, drafted, truly })
}

fn drafted(article: &Article, proposition: &NormalForm, words: &Words) -> Vec<Told> {
    let id = article.id();
    let drafts = read(article, words).drafts.into_iter();
    let bearing = drafts.filter(|draft| Telling::of(draft).strength(proposition).is_some());
    bearing.map(|draft| Told { claim: draft.id(id), chain: draft.chain, is_comment: false }).collect()
}

fn truly(article: &Article, writing: &Writing) -> Vec<Told> {
    let id = article.id();
    let told = |(at, statement): (usize, &Line)| Told {
        claim: ClaimId::derive(&[b"told", id.as_bytes(), &at.to_le_bytes()]),
        chain: chain(article, writing, statement),
        is_comment: matches!(&statement.voice, Voice::Expert(name) if statement.root != Origin::Expert(name.clone())),
    };
    writing.statements().enumerate().map(told).collect()
}

/// The carriers that the text states.
fn chain(article: &Article, writing: &Writing, statement: &Line) -> Chain {
    let is_agency = |name: &str| super::party::AGENCIES.contains(&name);
    let credited = statement.credit.iter().filter(|credit| **credit != writing.outlet);
    let credited = credited.map(|credit| {
        let kind = if is_agency(credit) { SourceKind::NewsAgency } else { SourceKind::Outlet };
        Source::new(credit.clone(), kind)
    });
    Chain::new(article.carrier(), credited.chain(statement.voice.source()).collect())
}

/// How well the drafts of a text tell what it says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Drafting {
    /// Statements.
    pub(super) statements: usize,
    /// Drafts on the event with the chain of a statement of their text, each of which is met once.
    pub(super) right: usize,
    /// Statements for which there is a draft, be its chain right or wrong.
    pub(super) drafted: usize,
    /// Drafts beyond the number of statements.
    pub(super) beyond: usize,
}

impl Drafting {
    /// Adds a text.
    pub(super) fn add(&mut self, read: &Read) {
        let mut open: Vec<Vec<String>> = read.truly.iter().map(|told| names(&told.chain)).collect();
        self.statements += open.len();
        self.drafted += open.len().min(read.drafted.len());
        self.beyond += read.drafted.len().saturating_sub(open.len());
        for told in &read.drafted {
            if let Some(at) = open.iter().position(|chain| *chain == names(&told.chain)) {
                open.swap_remove(at);
                self.right += 1;
            }
        }
    }
}

fn names(chain: &Chain) -> Vec<String> {
    chain.iter().map(|source| folded(&source.name)).collect()
}
