//! Kinds of claims that figures are told for one by one.

use std::{collections::HashMap, fmt};

use anyhow::{Context as _, bail};

/// The table of verbs that report; its head explains it.
const TABLE: &str = include_str!("reporting.tsv");

/// Verbs that report, by form.
#[derive(Debug)]
pub(super) struct Reporting(HashMap<&'static str, Slice>);

impl Reporting {
    /// The table that is built in.
    ///
    /// # Errors
    /// Where a row has another form.
    pub(super) fn built_in() -> anyhow::Result<Self> {
        let mut forms = HashMap::new();
        for (line, row) in (1..).zip(TABLE.lines()).filter(|(_, row)| !row.starts_with('#')) {
            let mut cells = row.split('\t');
            let (Some(base), Some(more), Some(kind), None) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                bail!("reporting.tsv:{line}: three cells are wanted");
            };
            let slice = match kind {
                "say" => Slice::SayTellAdd,
                "other" => Slice::OtherReporting,
                _ => bail!("reporting.tsv:{line}: “{kind}” is neither say nor other"),
            };
            for form in std::iter::once(base).chain(more.split('|')) {
                if forms.insert(form, slice).is_some() {
                    bail!("reporting.tsv:{line}: {form} is there twice");
                }
            }
        }
        forms.get("said").context("reporting.tsv lacks “said”")?;
        Ok(Self(forms))
    }

    /// By which kind of cue something is credited; `words` are the tokens of the cue, in lower case.
    pub(super) fn by_cue(&self, words: &[String]) -> Slice {
        let found = |wanted| words.iter().any(|word| self.0.get(word.as_str()) == Some(&wanted));
        let according = |pair: &[String]| matches!(pair, [a, b] if a == "according" && b == "to");
        if words.windows(2).any(according) {
            Slice::AccordingTo
        } else if found(Slice::SayTellAdd) {
            Slice::SayTellAdd
        } else if found(Slice::OtherReporting) {
            Slice::OtherReporting
        } else if words.iter().all(|word| !word.chars().any(char::is_alphanumeric)) {
            Slice::BareMark
        } else {
            Slice::Attitude
        }
    }
}

/// Whether a word negates the cue that it is part of.
pub(super) fn negates(word: &str) -> bool {
    matches!(word, "not" | "never" | "no" | "nor" | "neither" | "without" | "cannot" | "nothing" | "none")
        || word.ends_with("n't")
        || word.ends_with("n’t")
}

/// Some of the attributions. The first five part them all, as do the three of quotation; the last two stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slice {
    /// The cue has a form of say, tell or add.
    SayTellAdd,
    /// The cue has another verb of the table.
    OtherReporting,
    /// The cue has "according to".
    AccordingTo,
    /// The cue is a colon, a dash or another mark alone.
    BareMark,
    /// All others: attitudes, intentions, decrees, nouns.
    Attitude,
    /// At least nine tenths of the content's tokens stand in quotation marks.
    Direct,
    /// Fewer do.
    Mixed,
    /// None does.
    Indirect,
    /// The cue has a word that negates.
    Negated,
    /// Nobody is credited.
    NoSource,
}

impl Slice {
    /// Whether claims with such a cue are reporting claims.
    pub(super) fn reports(self) -> bool {
        matches!(self, Self::SayTellAdd | Self::OtherReporting | Self::AccordingTo | Self::BareMark)
    }

    /// By how many tokens of the content stand in quotation marks.
    pub(super) fn by_quotation(quoted: usize, all: usize) -> Self {
        if quoted == 0 {
            Self::Indirect
        } else if quoted.saturating_mul(10) >= all.saturating_mul(9) {
            Self::Direct
        } else {
            Self::Mixed
        }
    }
}

impl fmt::Display for Slice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SayTellAdd => "say, tell, add",
            Self::OtherReporting => "other reporting verb",
            Self::AccordingTo => "according to",
            Self::BareMark => "bare colon or dash",
            Self::Attitude => "attitude, intent, decree, noun",
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
            Self::Negated => "negated cue",
            Self::NoSource => "no source",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Reporting, Slice, negates};

    #[test]
    fn a_cue_tells_its_kind() {
        let reporting = Reporting::built_in().unwrap();
        let kind = |cue: &str| reporting.by_cue(&cue.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(kind("has also said"), Slice::SayTellAdd);
        assert_eq!(kind("noted , adding"), Slice::SayTellAdd);
        assert_eq!(kind("did not mention"), Slice::OtherReporting);
        assert_eq!(kind("according to"), Slice::AccordingTo);
        assert_eq!(kind("’s according"), Slice::Attitude);
        assert_eq!(kind(":"), Slice::BareMark);
        assert_eq!(kind("wants to"), Slice::Attitude);
        assert!(kind(":").reports() && !kind("fears").reports());
    }

    #[test]
    fn negation_and_quotation() {
        assert!(["not", "didn’t", "didn't", "never"].into_iter().all(negates));
        assert!(!["note", "nobody’s", "knot"].into_iter().any(negates));
        assert_eq!(Slice::by_quotation(9, 10), Slice::Direct);
        assert_eq!(Slice::by_quotation(8, 9), Slice::Mixed);
        assert_eq!(Slice::by_quotation(0, 9), Slice::Indirect);
    }
}
