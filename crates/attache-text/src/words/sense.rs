//! What entries mean: classes of grammar, sorts of cues and figures, rules of time.

use serde::Serialize;
use strum::{Display, EnumString};

/// Grammar classes, one bit each.
pub mod class {
    use crate::words::Classes;

    macro_rules! classes {
        ($($name:ident = $word:literal @ $bit:literal),* $(,)?) => {
            $(#[doc = concat!("The class `", $word, "`.")] pub const $name: Classes = Classes(1 << $bit);)*
            /// The class of that name in `grammar.tsv`.
            #[must_use]
            pub fn named(word: &str) -> Option<Classes> {
                match word { $($word => Some($name),)* _ => None }
            }
        };
    }
    classes! {
        DETERMINER = "determiner" @ 0, POSSESSIVE = "possessive" @ 1, PREPOSITION = "preposition" @ 2,
        COORDINATOR = "coordinator" @ 3, SUBORDINATOR = "subordinator" @ 4, RELATIVE = "relative" @ 5,
        BE = "be" @ 6, HAVE = "have" @ 7, DO = "do" @ 8, MODAL = "modal" @ 9, NEGATOR = "negator" @ 10,
        PRONOUN = "pronoun" @ 11, ADVERB = "adverb" @ 12, WEEKDAY = "weekday" @ 13, MONTH = "month" @ 14,
        INFINITIVE = "infinitive" @ 15, PASSIVE_AGENT = "passive-agent" @ 16, HONORIFIC = "honorific" @ 17,
        PARTICLE = "name-particle" @ 18, RECIPIENT = "recipient" @ 19, VENUE = "venue" @ 20,
        VERB_BASE = "verb-base" @ 21, VERB_THIRD = "verb-third" @ 22, VERB_PAST = "verb-past" @ 23,
        VERB_PARTICIPLE = "verb-participle" @ 24, VERB_GERUND = "verb-gerund" @ 25, CUE = "cue" @ 26,
        ABBREVIATION = "abbreviation" @ 27, REASON = "reason" @ 28,
        ACCUSATION = "accusation" @ 29, HEARER = "hearer" @ 30,
        NOUNLIKE = "nounlike" @ 31, ADJECTIVE_NAME = "adjective-name" @ 32,
        UNTRUTH = "untruth" @ 33, QUALIFIER = "qualifier" @ 34, PLURAL = "plural" @ 35, MEASURE = "measure" @ 36,
        RECEIVING = "receiving" @ 37, BESIDE = "beside" @ 38, SETTLEMENT = "settlement" @ 39,
        ENTERING = "entering" @ 40, LAND = "land" @ 41, ANSWER = "answer" @ 42,
    }
}

/// What must be named beside a predicate for it to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Needs {
    /// Nothing.
    #[strum(serialize = "")]
    Nothing,
    /// People in uniform.
    Personnel,
    /// Any item but people.
    Arms,
    /// Either.
    Item,
    /// A figure.
    Figure,
    /// A country, a body or a person.
    Party,
}

/// What a credit line says of whom it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, Display, Serialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum CreditSort {
    /// They wrote or edited it.
    Author,
    /// Their copy was used.
    Material,
    /// They published it first.
    Reprint,
    /// They hold the right in it.
    Right,
    /// They contributed; the name stands before the phrase.
    Behind,
    /// No phrase, but how the name of an agency ends: no credit line has this sort.
    Agency,
}

impl CreditSort {
    /// Whether phrases of this sort stand before the names.
    #[must_use]
    pub const fn leads(self) -> bool {
        !matches!(self, Self::Behind | Self::Agency)
    }
}

/// What sort of crediting a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum CueSort {
    /// Anybody says it.
    Say,
    /// Carriers of news do it.
    Carry,
    /// A belief.
    Think,
    /// Evidence does it.
    Show,
    /// Its content is denied.
    Deny,
    /// Its object is an accusation, which is denied.
    TurnDown,
    /// The source binds itself.
    Vow,
    /// Names the next carrier.
    Cite,
    /// Puts a word to its object.
    Label,
    /// Stands only behind what it credits.
    Tag,
    /// Puts a figure to its object.
    Gauge,
}

/// Which form of a verb stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueForm {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said": past or participle
    Past,
    /// "written": participle only
    Participle,
    /// "saying"
    Gerund,
}

/// How a figure is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
pub enum Bound {
    /// More than.
    #[strum(serialize = ">")]
    Above,
    /// At least.
    #[strum(serialize = ">=")]
    AtLeast,
    /// Fewer than.
    #[strum(serialize = "<")]
    Below,
    /// Up to.
    #[strum(serialize = "<=")]
    AtMost,
    /// About.
    #[strum(serialize = "~")]
    About,
    /// A little less.
    #[strum(serialize = "nearly")]
    Nearly,
}

/// What a word of `figures.tsv` is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FigureSort {
    /// A number.
    Number(f64),
    /// A number that multiplies the one before.
    Multiplier(f64),
    /// A bound on the number that follows.
    Bound(Bound),
    /// "Dozens of": a lower bound by itself.
    Vague(f64),
    /// A fraction, in percent.
    Share(f64),
    /// More than half.
    Majority,
}

/// A rule of `calendar.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeRule {
    /// A day, so many days from publication.
    Day(i32),
    /// A week, so many from that of publication.
    Week(i32),
    /// A month.
    Month(i32),
    /// A year.
    Year(i32),
    /// On the day before publication or earlier.
    OnOrBefore,
    /// Before publication.
    Before,
    /// After publication.
    After,
    /// About publication.
    Now,
    /// The time told before; what that was, the rules do not follow.
    Same,
}

pub(super) fn time_rule(rule: &str) -> Option<TimeRule> {
    let fixed = match rule {
        "on-or-before" => Some(TimeRule::OnOrBefore),
        "before" => Some(TimeRule::Before),
        "after" => Some(TimeRule::After),
        "now" => Some(TimeRule::Now),
        "same" => Some(TimeRule::Same),
        _ => None,
    };
    let offset = |unit: &str| rule.strip_prefix(unit).and_then(|n| n.parse::<i32>().ok());
    fixed
        .or_else(|| offset("day").map(TimeRule::Day))
        .or_else(|| offset("week").map(TimeRule::Week))
        .or_else(|| offset("month").map(TimeRule::Month))
        .or_else(|| offset("year").map(TimeRule::Year))
}
