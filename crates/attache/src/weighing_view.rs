//! What was weighed, for people and for programs.

mod headline;
mod in_json;
mod known_articles;
mod origins;
mod sections;

use attache_core::claim_state::ClaimState;
use attache_store::Store;

use crate::{
    failure::Failure,
    palette::{self, styled},
    screen::Screen,
    visible::visible_line,
    weighing::Weighed,
    wording,
};

pub(crate) use headline::headline;
pub(crate) use in_json::json;

use known_articles::KnownArticles;

/// What was asked to be weighed.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    /// A claim.
    Claim(Box<ClaimState>),
    /// A sentence.
    Sentence(String),
}

/// Prints the answer: in one line, then the origins, the reports, what was not counted, the three readings, and what
/// speaks against it.
pub(crate) fn print(
    screen: &mut Screen,
    store: &dyn Store,
    asked: &Asked,
    weighed: &Weighed,
    limit: usize,
) -> Result<(), Failure> {
    title(screen, asked, weighed)?;
    screen.wrapped("", &styled(palette::NOTICE, &visible_line(&headline(weighed))))?;
    if weighed.reports.is_empty() && weighed.opposing.is_empty() {
        screen.line("")?;
        return screen.wrapped(
            "",
            "No claim in the store says so or speaks against it. `attache ask claims` lists the claims.",
        );
    }
    let mut articles = KnownArticles::new(store);
    sections::one_article(screen, &mut articles, weighed)?;
    origins::print(screen, &mut articles, weighed)?;
    sections::counting(screen, &mut articles, weighed, limit)?;
    sections::not_counted(screen, weighed, limit)?;
    sections::readings(screen, weighed)?;
    sections::figure(screen, weighed)?;
    sections::against(screen, weighed, limit)?;
    sections::footer(screen, asked, weighed)
}

/// What is weighed, in words; under it the words that were asked by.
fn title(screen: &mut Screen, asked: &Asked, weighed: &Weighed) -> Result<(), Failure> {
    let words = visible_line(&capitalised(&weighed.proposition.to_string()));
    for line in textwrap::wrap(&words, screen.width().min(100)) {
        screen.line(styled(palette::HEADING, &line))?;
    }
    let told = match asked {
        Asked::Sentence(words) => format!("read in “{words}”"),
        Asked::Claim(state) => {
            let stands = match state.standing.stands() {
                true => String::new(),
                false => format!("; it is {} itself and does not count", wording::standing(state.standing)),
            };
            format!("claim {}: “{}”{stands}", state.id.short(), wording::content(&state.body, 140))
        }
    };
    for line in textwrap::wrap(&visible_line(&told), screen.width().min(100)) {
        screen.line(styled(palette::FAINT, &line))?;
    }
    screen.line("")
}

/// With a capital letter at the beginning.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
