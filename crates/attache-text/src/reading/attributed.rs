//! Drafts of attributions that somebody else found: a person, or a program that reads otherwise.
//!
//! Only the three places are taken from there. Who is meant, kind, manner, figures, place and date follow from
//! the same rules as everywhere.

use attache_core::{article::Article, attribution::Attribution, claim::ClaimDraft, span::Span};

use crate::{
    clause::{Join, Part},
    credit::{Credit, Frame},
    draft::Scene,
    paragraph::paragraphs,
    passage::{Passage, Tokens},
    stage::{Unwatched, Watch},
    words::{Entry, Words},
};

use super::Reader;

/// The draft of each attribution, in their order; none for one that no paragraph holds whole, for one in a
/// heading, and for one without words. A source that has no words of its own (a pronoun, "the ministry") is
/// looked for among those that the article has named up to the end of that paragraph.
#[must_use]
pub fn drafts_from(
    article: &Article,
    words: &Words,
    attributions: &[Attribution],
) -> Vec<Option<ClaimDraft>> {
    let mut drafts = vec![None; attributions.len()];
    let wholes: Vec<Option<Span>> = attributions.iter().map(whole).collect();
    let mut reader = Reader::new(article, words, Unwatched);
    let mut aside = Vec::new();
    for paragraph in paragraphs(&article.text) {
        reader.passage.fill(&article.text, paragraph.span, words);
        if paragraph.heading {
            continue;
        }
        // The rules read along, so that the same sources are known.
        aside.clear();
        reader.paragraph(&mut aside);
        for ((draft, whole), attribution) in drafts.iter_mut().zip(&wholes).zip(attributions) {
            if whole.is_some_and(|whole| paragraph.span.contains(whole)) {
                *draft = reader.attributed(attribution);
            }
        }
    }
    drafts
}

/// From the first to the last byte of an attribution.
fn whole(attribution: &Attribution) -> Option<Span> {
    let all = || attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
    let start = all().map(|span| span.start).min()?;
    all().map(|span| span.end).max().map(|end| Span::new(start, end))
}

/// The tokens that lie within a place.
fn tokens(p: &Passage, place: &Span) -> Option<Tokens> {
    let start = p.tokens.iter().position(|token| place.contains(token.span()))?;
    let more = p.tokens.iter().skip(start).take_while(|token| place.contains(token.span())).count();
    let run = start..start.saturating_add(more);
    run.clone().any(|at| p.is_word(at)).then_some(run)
}

impl<W: Watch> Reader<'_, W> {
    fn attributed(&mut self, attribution: &Attribution) -> Option<ClaimDraft> {
        let p = &self.passage;
        let runs =
            |places: &[Span]| -> Vec<Tokens> { places.iter().filter_map(|place| tokens(p, place)).collect() };
        let (source, cue) = (runs(&attribution.source), runs(&attribution.cue));
        let mut content = runs(&attribution.content);
        content.sort_by_key(|run| run.start);
        let all = || source.iter().chain(&cue).chain(&content);
        let (start, end) =
            (all().map(|run| run.start).min()?, all().map(|run| run.end).max()?.saturating_sub(1));
        let holds = |at: usize| p.sentences.iter().find(|sentence| sentence.contains(&at));
        let sentence = holds(start)?.start..holds(end)?.end;
        let (main, before) = content.split_last()?;
        let (main, before) = (main.clone(), before.to_vec());
        let credited = if source.is_empty() && cue.is_empty() {
            self.own()
        } else {
            let credit = Credit {
                frame: self.frame(&source, &cue, &main),
                verb: cue.iter().flat_map(Clone::clone).find_map(|at| verb(p, at)),
                source: source.first().cloned(),
                cue,
                content: Vec::new(),
                outer: Vec::new(),
                inner: Vec::new(),
                second: None,
            };
            self.credited(&sentence, &credit)
        };
        let scene = Scene {
            text: &self.article.text,
            passage: &self.passage,
            sentence,
            outlet: &self.outlet,
            published: self.article.published,
            cast: &self.cast,
            words: self.words,
            own: self.own(),
        };
        let mut drafts = Vec::new();
        scene.draft(&credited, &before, &Part { run: main, join: Join::First }, &mut drafts);
        // What an editor put into it is read by the rules.
        drafts.into_iter().next()
    }

    /// How the credit is built, from where its parts stand.
    fn frame(&self, source: &[Tokens], cue: &[Tokens], content: &Tokens) -> Frame {
        let (text, p) = (&self.article.text, &self.passage);
        let cued = || cue.iter().flat_map(Clone::clone);
        if source.is_empty() {
            Frame::Agentless
        } else if !cued().any(|at| verb(p, at).is_some()) {
            Frame::According
        } else if cued().any(|at| at >= content.end) {
            Frame::After
        } else if content.start.checked_sub(1).is_some_and(|at| p.reads(text, at, "that")) {
            Frame::That
        } else {
            Frame::Bare
        }
    }
}

/// The number of the verb that credits here.
fn verb(p: &Passage, at: usize) -> Option<u16> {
    p.longest_at(at, |entry| match entry {
        Entry::Cue(verb, _) => Some(verb),
        _ => None,
    })
    .map(|(verb, _)| verb)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use attache_core::{
        article::Article, attribution::Attribution, claim::ClaimDraft, modality::Modality, span::Span,
    };

    use proptest::prelude::*;

    use super::drafts_from;
    use crate::{
        reading::{Given, read, take_in},
        words::Words,
    };

    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::built_in().unwrap());

    const TEXT: &str = "Arms for the coast\n\
        Poland's Defence Minister Ewa Lis spoke on Tuesday.\n\
        The minister is of the view that more than 200 tanks reached Kharkiv. She denied that shells were sent.\n";

    fn article() -> Article {
        let given = Given { published: Some(jiff::civil::date(2024, 11, 28)), ..Given::default() };
        take_in(TEXT.as_bytes(), &given, &WORDS).0
    }

    fn places(text: &str, words: &[&str]) -> Vec<Span> {
        let place = |words: &&str| {
            let at = text.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        words.iter().map(place).collect()
    }

    fn drafted(source: &[&str], cue: &[&str], content: &[&str]) -> Option<ClaimDraft> {
        let article = article();
        let attribution = Attribution {
            source: places(&article.text, source),
            cue: places(&article.text, cue),
            content: places(&article.text, content),
        };
        drafts_from(&article, &WORDS, &[attribution]).remove(0)
    }

    #[test]
    fn the_rules_make_the_draft_of_the_three_places() {
        let draft = drafted(&["The minister"], &["is of the view"], &["more than 200 tanks reached Kharkiv"])
            .unwrap();
        assert_eq!(draft.chain.origin().name, "Ewa Lis");
        assert_eq!(draft.quantities[0].bound(), "> 200");
        assert_eq!(
            draft.sentence.text,
            "The minister is of the view that more than 200 tanks reached Kharkiv."
        );
        assert!(draft.sentence.span.contains(draft.spans[0].span));
        let denied = drafted(&["She"], &["denied"], &["shells were sent"]).unwrap();
        assert_eq!((denied.modality, denied.chain.origin().name.as_str()), (Modality::Denied, "Ewa Lis"));
        let own = drafted(&[], &[], &["Defence Minister Ewa Lis spoke on Tuesday"]).unwrap();
        assert_eq!(own.chain.len(), 1);
        let unnamed = drafted(&[], &["view"], &["more than 200 tanks reached Kharkiv"]).unwrap();
        assert_eq!(unnamed.chain.len(), 2);
    }

    #[test]
    fn what_no_paragraph_holds_is_no_draft() {
        assert_eq!(drafted(&["Ewa Lis"], &["view"], &["shells were sent"]), None, "two paragraphs");
        assert_eq!(drafted(&[], &[], &["Arms for the coast"]), None, "a heading");
        assert_eq!(drafted(&["She"], &["denied"], &[]), None, "no content");
        assert_eq!(drafted(&["She"], &["denied"], &["."]), None, "no word");
        let none = Attribution { content: vec![Span::new(5, 9000)], ..Attribution::default() };
        let inside = Attribution { content: vec![Span::new(30, 31)], ..Attribution::default() };
        assert_eq!(drafts_from(&article(), &WORDS, &[none, inside]), [None, None]);
    }

    proptest! {
        #[test]
        fn any_places_make_drafts_of_the_text_or_none(
            places in prop::collection::vec(prop::collection::vec((0_usize..260, 0_usize..260), 0..3), 3),
        ) {
            let spans = |at: usize| places[at].iter().map(|(start, end)| Span::new(*start, *end)).collect();
            let article = article();
            let attribution = Attribution { source: spans(0), cue: spans(1), content: spans(2) };
            let drafts = drafts_from(&article, &WORDS, &[attribution]);
            for draft in drafts.into_iter().flatten() {
                for part in draft.spans.iter().chain(&draft.source).chain(&draft.cue) {
                    prop_assert!(part.stands_in(&article.text));
                    prop_assert!(draft.sentence.span.contains(part.span));
                }
                prop_assert!(draft.sentence.stands_in(&article.text) && !draft.spans.is_empty());
            }
        }
    }

    #[test]
    fn what_the_rules_found_becomes_the_same_claim_again() {
        let article = article();
        let drafts = read(&article, &WORDS).drafts;
        assert!(!drafts.is_empty());
        let attributions: Vec<Attribution> = drafts.iter().map(ClaimDraft::attribution).collect();
        let again = drafts_from(&article, &WORDS, &attributions);
        for (one, other) in drafts.iter().zip(again) {
            let other = other.unwrap();
            assert_eq!(other.attribution(), one.attribution());
            assert_eq!((other.kind, other.modality), (one.kind, one.modality));
        }
    }
}
