//! The way from an article to its drafts.

mod attributed;
mod order;
mod outlets_own;
mod running_quotation;
mod survey;
mod taking_in;
mod tokens;
mod twins;
mod windows;

use attache_core::{
    article::Article,
    claim::ClaimDraft,
    source::{Source, SourceKind, folded},
};

pub use attributed::drafts_from;
pub use taking_in::{Given, take_in};
pub use tokens::tokens;
pub use windows::windows;

use crate::{
    cast::Cast,
    credit::{Credit, Frame, credits},
    dateline,
    draft::{Credited, Scene},
    joining::join,
    noun_phrase,
    paragraph::paragraphs,
    passage::{Passage, Tokens},
    stage::{Stage, Unwatched, Watch},
    tagger::attributions::Tagger,
    words::{Words, class},
};

use order::in_order;
use outlets_own::{is_outlet, outlets_own};
use running_quotation::{mostly_quoted, quotation_behind_colon};
use survey::{is_survey, tells_shares};
use twins::Twins;

/// Most drafts of one article. An article of ordinary length has some dozens; what lies beyond is a file
/// that is no article, and memory must not follow it.
pub const MOST_DRAFTS: usize = 100_000;

/// What a reader had to put up with: odd input, told in words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note(pub String);

/// The drafts of an article, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What was read.
    pub drafts: Vec<ClaimDraft>,
    /// What was odd.
    pub notes: Vec<Note>,
}

/// Reads an article into drafts. Never fails: odd input gives notes.
#[must_use]
pub fn read(article: &Article, words: &Words) -> Reading {
    read_watched(article, words, Unwatched)
}

/// As [`read`], and tells the watch which stage it enters.
pub fn read_watched(article: &Article, words: &Words, watch: impl Watch) -> Reading {
    let mut reading = Reading::default();
    let mut reader = Reader::new(article, words, watch);
    let mut twins = Twins::default();
    reader.watch.enter(Stage::Passage);
    for paragraph in paragraphs(&article.text) {
        reader.passage.fill(&article.text, paragraph.span, words);
        if paragraph.heading {
            continue;
        }
        reader.paragraph(&mut reading.drafts);
        twins.drop_from(&mut reading.drafts);
        reader.watch.enter(Stage::Passage);
        if reading.drafts.len() > MOST_DRAFTS {
            reading.drafts.truncate(MOST_DRAFTS);
            reading.notes.push(Note(format!(
                "reading stopped after {MOST_DRAFTS} drafts, at byte {} of {}: is this one article?",
                paragraph.span.end,
                article.text.len()
            )));
            break;
        }
    }
    reading
}

/// What goes from paragraph to paragraph.
struct Reader<'a, W> {
    article: &'a Article,
    words: &'a Words,
    outlet: Source,
    outlet_folded: String,
    /// The agency whose copy this is, by its dateline.
    agency: Option<Source>,
    cast: Cast,
    passage: Passage,
    tagger: Option<Tagger<'a>>,
    watch: W,
}

impl<'a, W: Watch> Reader<'a, W> {
    fn new(article: &'a Article, words: &'a Words, watch: W) -> Self {
        let outlet = article.carrier();
        let outlet_folded = folded(&outlet.name);
        Self {
            article,
            words,
            outlet,
            outlet_folded,
            agency: None,
            cast: Cast::default(),
            passage: Passage::default(),
            tagger: words.model().map(Tagger::new),
            watch,
        }
    }
}

impl<W: Watch> Reader<'_, W> {
    fn paragraph(&mut self, drafts: &mut Vec<ClaimDraft>) {
        let text = &self.article.text;
        self.watch.enter(Stage::Rules);
        let sentences: Vec<Tokens> =
            self.passage.sentences.iter().map(|s| dateline::behind(text, &self.passage, s)).collect();
        self.take_credit_line();
        let mut credits: Vec<Vec<Credit>> =
            sentences.iter().map(|s| credits(text, &self.passage, s, self.words)).collect();
        if let Some(tagger) = &mut self.tagger {
            let found = tagger.paragraph(text, &self.passage, self.words, &credits, &mut self.watch);
            self.watch.enter(Stage::Joining);
            join(text, &self.passage, &sentences, &mut credits, &found, self.words);
        }
        let mut last: Option<Credited> = None;
        for (number, sentence) in sentences.iter().enumerate() {
            self.watch.enter(Stage::Cast);
            self.cast.meet(text, &self.passage, sentence, self.words);
            let own = credits.get(number).map_or(&[][..], Vec::as_slice);
            if own.is_empty() && mostly_quoted(&self.passage, sentence) {
                let later = sentences.iter().zip(&credits).skip(number.saturating_add(1));
                let credited = self.quotation_goes_on(sentence, later, last.as_ref());
                self.watch.enter(Stage::Drafts);
                self.drafts_of(sentence, &credited, &[], sentence.clone(), drafts);
                continue;
            }
            if own.is_empty()
                && let Some(colon) = quotation_behind_colon(text, &self.passage, sentence)
            {
                let later = sentences.iter().zip(&credits).skip(number.saturating_add(1));
                self.watch.enter(Stage::Drafts);
                self.drafts_of(sentence, &self.own(), &[], sentence.start..colon, drafts);
                let quoted = colon.saturating_add(1)..sentence.end;
                let credited = self.quotation_goes_on(&quoted, later, last.as_ref());
                self.drafts_of(sentence, &credited, &[], quoted, drafts);
                continue;
            }
            self.cast.notice(text, &self.passage, sentence, self.words);
            if own.is_empty()
                && let Some(survey) =
                    last.clone().filter(|last| is_survey(last) && tells_shares(text, &self.passage, sentence))
            {
                self.watch.enter(Stage::Drafts);
                let credited = Credited { source: Vec::new(), cue: Vec::new(), inferred: true, ..survey };
                self.drafts_of(sentence, &credited, &[], sentence.clone(), drafts);
                continue;
            }
            last = self.sentence(sentence, own, drafts).or(last);
        }
    }

    /// The drafts of a sentence: of its credits, and of what the outlet says beside them. Returns the
    /// last credit, for quotations that go on.
    fn sentence(
        &mut self,
        sentence: &Tokens,
        credits: &[Credit],
        drafts: &mut Vec<ClaimDraft>,
    ) -> Option<Credited> {
        let mut last = None;
        let mut found = Vec::new();
        for credit in credits {
            self.watch.enter(Stage::Cast);
            let credited = self.credited(sentence, credit);
            self.watch.enter(Stage::Drafts);
            let Some((main, before)) = credit.content.split_last() else { continue };
            self.drafts_of(sentence, &credited, before, main.clone(), &mut found);
            last = Some(credited);
        }
        self.watch.enter(Stage::Drafts);
        let own = outlets_own(&self.article.text, &self.passage, sentence, credits);
        for run in own {
            let credited = self.own();
            self.drafts_of(sentence, &credited, &[], run, &mut found);
        }
        in_order(&mut found, drafts.len());
        drafts.append(&mut found);
        last
    }

    /// An agency in a dateline carries all that the article says.
    fn take_credit_line(&mut self) {
        if self.agency.is_some() {
            return;
        }
        let agency = dateline::agency(&self.article.text, &self.passage, self.words);
        let initials: String = self.outlet.name.split_whitespace().filter_map(|w| w.chars().next()).collect();
        let agency =
            agency.filter(|agency| agency.name != initials && !is_outlet(&self.outlet_folded, agency));
        self.agency = agency;
    }

    /// The drafts of one content.
    fn drafts_of(
        &self,
        sentence: &Tokens,
        credited: &Credited,
        before: &[Tokens],
        main: Tokens,
        drafts: &mut Vec<ClaimDraft>,
    ) {
        let scene = Scene {
            text: &self.article.text,
            passage: &self.passage,
            sentence: sentence.clone(),
            outlet: &self.outlet,
            published: self.article.published,
            cast: &self.cast,
            words: self.words,
            own: self.own(),
        };
        scene.content(credited, before, main, drafts);
    }

    /// Resolves the carriers of a credit.
    fn credited(&mut self, sentence: &Tokens, credit: &Credit) -> Credited {
        let text = &self.article.text;
        let mut inferred = false;
        let mut carriers: Vec<Source> = self.agency.iter().cloned().collect();
        let subject = credit.source.clone().or_else(|| {
            (credit.frame != Frame::Agentless)
                .then(|| noun_phrase::after(text, &self.passage, sentence.start, sentence.end))
        });
        let subject = subject.filter(|run| !run.is_empty());
        let runs = credit.outer.iter().chain(&subject).chain(&credit.inner);
        for run in runs {
            // "We assess", outside quotation marks, is the outlet itself.
            if run.len() == 1 && self.passage.reads(text, run.start, "we") {
                continue;
            }
            // "Said it believed": the pronoun is the carrier before it.
            let pronoun = run.len() == 1 && self.passage.is(run.start, class::PRONOUN);
            let carried = carriers
                .last()
                .is_some_and(|c| matches!(c.kind, SourceKind::Outlet | SourceKind::NewsAgency));
            if pronoun
                && !carried
                && !credit.outer.is_empty()
                && carriers.len() > usize::from(self.agency.is_some())
            {
                continue;
            }
            let resolved = self.cast.resolve(text, &self.passage, run, self.words);
            inferred |= resolved.inferred;
            let known = carriers.iter().any(|c| c.name == resolved.source.name);
            if !known && !is_outlet(&self.outlet_folded, &resolved.source) {
                carriers.push(resolved.source);
            }
        }
        if subject.is_none() {
            carriers.push(Source::new("unnamed source", SourceKind::Unnamed));
        }
        carriers.iter().for_each(|c| self.cast.credit(c));
        let verb = credit.verb.and_then(|v| self.words.cues.get(usize::from(v)));
        Credited {
            carriers,
            source: subject.into_iter().collect(),
            cue: credit.cue.clone(),
            verb: verb.map(|v| (v.sort, v.puts)),
            frame: Some(credit.frame),
            inferred,
            second: credit.second.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
