//! A published text with the truth of it.

use attache_core::source::SourceKind;
use serde::Serialize;

use super::{
    body::{self, Sentence},
    event::Event,
    line::Line,
};
use crate::draw::Draw;

/// How a text came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Manner {
    /// Written apart, from an origin's own word or what its author saw.
    FirstHand,
    /// Word for word, with credit.
    Verbatim,
    /// Word for word, without.
    VerbatimUncredited,
    /// In other words, with credit.
    Rewritten,
    /// In other words, without.
    RewrittenUncredited,
    /// From another copy.
    Relayed,
    /// Half from another text, half own, with a source of its own.
    Mixed,
}

impl Manner {
    /// The ways of copying, in the order of [`Chances::manners`](super::chances::Chances::manners).
    pub(super) const COPIES: [Self; 6] = [
        Self::Verbatim,
        Self::VerbatimUncredited,
        Self::Rewritten,
        Self::RewrittenUncredited,
        Self::Relayed,
        Self::Mixed,
    ];

    /// In plain words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::FirstHand => "first hand",
            Self::Verbatim => "(a) verbatim, credited",
            Self::VerbatimUncredited => "(b) verbatim, uncredited",
            Self::Rewritten => "(c) rewritten, credited",
            Self::RewrittenUncredited => "(d) rewritten, uncredited",
            Self::Relayed => "(e) from another copy",
            Self::Mixed => "(g) half copied, half own",
        }
    }
}

/// One text.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    /// The event that it tells, by number.
    pub(super) event: usize,
    pub(super) outlet: String,
    pub(super) kind: SourceKind,
    /// The day of publication, from the first day of the world.
    pub(super) day: usize,
    pub(super) body: Vec<Sentence>,
    /// The outlet that its foot names as where it comes from.
    pub(super) foot: Option<String>,
    pub(super) page_words: bool,
    pub(super) manner: Manner,
    /// The text that it was made from, by number.
    pub(super) from: Option<usize>,
    /// Whether it names a commentator in the place of who was named.
    pub(super) dressed: bool,
    /// Whether those who count have read it.
    pub(super) collected: bool,
}

impl Writing {
    /// What it tells.
    pub(super) fn statements(&self) -> impl Iterator<Item = &Line> {
        body::statements(&self.body)
    }

    /// The words of others that it has.
    pub(super) fn quotations(&self) -> impl Iterator<Item = &str> {
        self.body.iter().filter_map(|sentence| match sentence {
            Sentence::Quoted(words) => Some(words.as_str()),
            _ => None,
        })
    }

    /// Whether it names the outlet that it was made from.
    pub(super) fn credits(&self, outlet: &str) -> bool {
        let named = |name: &Option<String>| name.as_deref() == Some(outlet);
        named(&self.foot) || self.statements().any(|statement| named(&statement.credit))
    }

    /// As it is read.
    pub(super) fn text(&self, event: &Event) -> String {
        let mut text = body::printed(&self.body, event);
        if let Some(foot) = &self.foot {
            text.push_str(&format!("\nWith material from {foot}\n"));
        }
        if self.page_words {
            text.push_str(&format!("\n{}\n", page_of(&self.outlet)));
        }
        text
    }
}

/// The words of an outlet's page: the same below each of its texts.
fn page_of(outlet: &str) -> String {
    let seed = outlet.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let mut own = Draw::new(seed);
    format!("More from {outlet}: {} {}", body::colour(&mut own), body::colour(&mut own))
}
