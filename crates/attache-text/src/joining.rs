//! Joining: the credits of the rules and the attributions of the tagger become one list.
//!
//! The rules know chains, denials and what an inserted "according to" carries; the tagger knows the many
//! words and orders that no rule foresaw. Where both see a credit, its chain is the rules' and its
//! confidence the tagger's; where one alone sees it, the draft says so.

use attache_core::difference::Difference;

use crate::{
    credit::{Credit, Frame},
    passage::{Passage, Tokens},
    tagger::{attributions::Found, confidence::log_odds},
    words::{CueSort, Entry, Words, class},
};

/// How sure the tagger has to be of a credit that no rule sees.
const ADDED_FROM: f32 = 0.5;

/// How sure the tagger has to be for its content to take the place of the rules'.
const CONTENT_FROM: f32 = 0.8;

/// What the second reader says of a credit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Second {
    /// How the two readers stand to it.
    pub standing: Standing,
    /// Where the readers differ.
    pub differences: Vec<Difference>,
}

/// How the readers stand to a credit, with the tagger's chance that it is right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Standing {
    /// Both see it alike.
    Agreed(f32),
    /// It stands as the tagger sees it.
    Taggers(f32),
    /// It stands as the rules see it, and the tagger sees it otherwise.
    Disputed,
    /// The tagger does not see it.
    Rules,
}

/// Joins what the tagger found in a paragraph into the credits of its sentences.
pub(crate) fn join(
    text: &str,
    p: &Passage,
    sentences: &[Tokens],
    ruled: &mut [Vec<Credit>],
    found: &[Found],
    words: &Words,
) {
    for credit in ruled.iter_mut().flatten() {
        let differences = vec![Difference::RulesOnly];
        credit.second = Some(Second { standing: Standing::Rules, differences });
    }
    for found in found {
        let Some(cue) = found.cue.first() else { continue };
        let place = sentences.partition_point(|sentence| sentence.end <= cue.start);
        let sentence = sentences.get(place).filter(|sentence| sentence.contains(&cue.start));
        let (Some(sentence), Some(credits)) = (sentence, ruled.get_mut(place)) else { continue };
        match credits.iter_mut().find(|credit| is_same(credit, found)) {
            Some(credit) => second(text, p, sentence, credit, found),
            None => {
                let added = added(text, p, sentence, found, words);
                let overlaps = |credit: &Credit| {
                    added.as_ref().is_some_and(|a| overlap(&a.content, &credit.content) > 0)
                };
                if !credits.iter().any(overlaps)
                    && let Some(added) = added
                {
                    credits.push(added);
                    credits.sort_by_key(|credit| credit.cue.first().map(|run| run.start));
                }
            }
        }
    }
}

/// How many tokens two lists of runs share.
fn overlap(a: &[Tokens], b: &[Tokens]) -> usize {
    let both = |x: &Tokens, y: &Tokens| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    a.iter().flat_map(|x| b.iter().map(move |y| both(x, y))).sum()
}

fn length(runs: &[Tokens]) -> usize {
    runs.iter().map(ExactSizeIterator::len).sum()
}

/// Whether both lists share at least half of the longer one.
fn half(a: &[Tokens], b: &[Tokens]) -> bool {
    let both = overlap(a, b);
    both > 0 && both.saturating_mul(2) >= length(a).max(length(b))
}

fn is_same(credit: &Credit, found: &Found) -> bool {
    overlap(&credit.cue, &found.cue) > 0 || half(&credit.content, &found.content)
}

/// Notes what the tagger says of a credit that both see, and takes from it what the rules do not know.
fn second(text: &str, p: &Passage, sentence: &Tokens, credit: &mut Credit, found: &Found) {
    // Of a chain only the rules know what each carrier carries.
    let plain = credit.outer.is_empty() && credit.inner.is_empty();
    // The rules saw the verb and not whose it is ("…," she confided, adding that …).
    let unnamed = credit.source.as_ref().is_none_or(|run| run.is_empty());
    if plain && unnamed && credit.frame != Frame::Agentless {
        credit.source = found.source.first().cloned();
    }
    // What goes on in other sentences is read there.
    let told = content(text, p, sentence, found);
    let differences = differences(credit, found, &told);
    let standing = if differences.is_empty() {
        Standing::Agreed(found.confidence)
    } else if plain && differences == [Difference::OtherContent] && found.confidence >= CONTENT_FROM {
        credit.content = told;
        Standing::Taggers(found.confidence)
    } else {
        Standing::Disputed
    };
    credit.second = Some(Second { standing, differences });
}

/// The content as the rules would have it: within the sentence, without the word that leads to it.
fn content(text: &str, p: &Passage, sentence: &Tokens, found: &Found) -> Vec<Tokens> {
    let within = found.content.iter().map(|run| run.start.max(sentence.start)..run.end.min(sentence.end));
    let bare = |run: Tokens| {
        if p.reads(text, run.start, "that") { run.start.saturating_add(1)..run.end } else { run }
    };
    within.map(bare).filter(|run| run.start < run.end).collect()
}

fn differences(credit: &Credit, found: &Found, told: &[Tokens]) -> Vec<Difference> {
    let named: Vec<Tokens> =
        credit.outer.iter().chain(&credit.source).chain(&credit.inner).cloned().collect();
    let mut differences = Vec::new();
    let source = match (named.is_empty(), found.source.is_empty()) {
        (true, true) => true,
        (false, false) => overlap(&named, &found.source) > 0,
        _ => false,
    };
    if !source {
        differences.push(Difference::OtherSource);
    }
    if !half(&credit.content, told) && !told.is_empty() {
        differences.push(Difference::OtherContent);
    }
    differences
}

/// The credit that the tagger alone sees, where it is one of saying and the tagger is sure enough.
fn added(text: &str, p: &Passage, sentence: &Tokens, found: &Found, words: &Words) -> Option<Credit> {
    let cue = found.cue.first()?;
    let verb = cue.clone().find_map(|at| {
        p.longest_at(at, |entry| match entry {
            Entry::Cue(number, _) => Some(number),
            _ => None,
        })
    });
    let says = verb.and_then(|(number, _)| words.cues.get(usize::from(number)));
    let prepositional = p.reads(text, cue.start, "according");
    // A verb that no table knows credits where all of its content is quoted.
    let quoted = found.content.iter().all(|run| p.all_quoted(run));
    let credits = says.is_some_and(|verb| !matches!(verb.sort, CueSort::Vow | CueSort::Cite))
        || prepositional
        || says.is_none() && quoted;
    // That somebody did not comment is the outlet's own observation.
    let comments = cue.clone().any(|at| p.reads(text, at, "comment") || p.reads(text, at, "commented"));
    let negated = cue.clone().any(|at| p.is(at, class::NEGATOR));
    if found.confidence < ADDED_FROM || !credits || comments || negated {
        return None;
    }
    let that = found.content.first().is_some_and(|run| p.reads(text, run.start, "that"));
    let content = content(text, p, sentence, found);
    // A bare noun phrase behind a verb of saying is seldom a claim.
    if !content.iter().any(|run| p.has_finite(run.clone()) || p.all_quoted(run) && run.len() > 4) {
        return None;
    }
    let first = content.first()?.start;
    let last = content.last()?.end;
    let frame = if found.source.is_empty() {
        Frame::Agentless
    } else if prepositional {
        Frame::According
    } else if last <= cue.start || first < cue.start {
        Frame::After
    } else if that {
        Frame::That
    } else {
        Frame::Bare
    };
    Some(Credit {
        source: found.source.first().cloned(),
        cue: found.cue.clone(),
        content,
        outer: Vec::new(),
        inner: Vec::new(),
        verb: verb.map(|(number, _)| number),
        frame,
        second: Some(Second {
            standing: Standing::Taggers(found.confidence),
            differences: vec![Difference::TaggerOnly],
        }),
    })
}

/// The confidence of a draft: `by_rule` where the tagger was not asked, else the chance that source, cue and content
/// each share half with what a person would mark. The figures are those of PolNeAR's development articles
/// (`cargo xtask eval --polnear DIR --joined`; EVAL.md has the tables).
#[must_use]
pub(crate) fn confidence(by_rule: f32, second: Option<&Second>) -> f32 {
    match second.map(|second| second.standing) {
        None => by_rule,
        Some(Standing::Agreed(chance)) => 1.0 / (1.0 + (-0.5 * log_odds(chance) - 0.6).exp()),
        Some(Standing::Taggers(chance)) => chance,
        Some(Standing::Disputed) => 0.2,
        Some(Standing::Rules) => by_rule * 0.15,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use attache_core::{article::Article, claim::ClaimDraft, difference::Difference};

    use crate::{reading::read, words::Words};

    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::built_in().unwrap().with_tagger().unwrap());
    static RULES: LazyLock<Words> = LazyLock::new(|| Words::built_in().unwrap());

    fn draft(text: &str, content: &str) -> ClaimDraft {
        let drafts = read(&Article::plain(text), &WORDS).drafts;
        let found = drafts.iter().find(|draft| draft.spans.iter().any(|span| span.text.contains(content)));
        found.unwrap_or_else(|| panic!("no draft of {content:?} in {:?}", told(&drafts))).clone()
    }

    fn told(drafts: &[ClaimDraft]) -> Vec<&str> {
        drafts.iter().flat_map(|draft| &draft.spans).map(|span| span.text.as_str()).collect()
    }

    #[test]
    fn where_both_readers_see_a_credit_the_chain_is_the_rules_and_the_draft_is_surer() {
        let text =
            "According to Northern Wire, the ministry said on Tuesday that 3,000 shells were sent to Selim.";
        let both = draft(text, "3,000 shells");
        assert_eq!(both.differences, []);
        assert_eq!(both.chain.len(), 3);
        assert!(both.confidence.value() > 0.8, "{}", both.confidence);
    }

    #[test]
    fn a_quotation_whose_verb_no_table_knows_is_credited_by_the_tagger_and_says_so() {
        let text = "“The first battalion is on its way to Selim,” the deputy minister confided to reporters.";
        let rules = read(&Article::plain(text), &RULES).drafts;
        assert!(rules.iter().all(|draft| draft.source.is_empty()), "a rule knows the verb by now");
        let found = draft(text, "first battalion");
        assert_eq!(found.differences, [Difference::TaggerOnly]);
        assert_eq!(found.source.first().map(|source| source.text.as_str()), Some("the deputy minister"));
    }

    #[test]
    fn that_somebody_did_not_comment_stays_the_outlets_own_observation() {
        let text = "Neither the delegation nor the ministry commented on whether the envoy came for shells.";
        assert!(draft(text, "Neither").source.is_empty());
    }

    #[test]
    fn what_the_outlet_tells_is_told_alike_by_both() {
        let text = "Three trains crossed the river on Monday. They carried shells.";
        let own = draft(text, "Three trains");
        assert!(own.source.is_empty() && own.differences.is_empty());
    }
}
