//! From a credited run of words to a draft.

use attache_core::{
    attribution::Quotation,
    chain::Chain,
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    event_time::{EventTime, TimeOf},
    modality::Modality,
    quantity::Figure,
    source::{Source, SourceKind},
    span::Excerpt,
};
use jiff::civil::Date;

use crate::{
    cast::Cast,
    clause::{Join, Part},
    credit::{Frame, trimmed},
    date, granted, insertion,
    joining::{self, Second},
    kind, location,
    manner::{self, Setting},
    passage::{Passage, Tokens},
    quantity, roles,
    words::{CueSort, Words, class},
};

/// What all claims of one credit share.
#[derive(Clone, Debug)]
pub(crate) struct Credited {
    /// The carriers behind the outlet, outermost first; empty where the outlet speaks for itself.
    pub carriers: Vec<Source>,
    /// The words for the source.
    pub source: Vec<Tokens>,
    /// The words that credit.
    pub cue: Vec<Tokens>,
    /// What sort of cue it is, and how it puts its content.
    pub verb: Option<(CueSort, Modality)>,
    /// How the credit is built; none where the outlet speaks for itself.
    pub frame: Option<Frame>,
    /// Whether a source had to be inferred.
    pub inferred: bool,
    /// What the tagger says of it.
    pub second: Option<Second>,
}

impl Credited {
    /// What the outlet says in its own name, through these carriers.
    pub(crate) fn own_word(carriers: Vec<Source>) -> Self {
        let (source, cue) = (Vec::new(), Vec::new());
        Self { carriers, source, cue, verb: None, frame: None, inferred: false, second: None }
    }
}

/// What a draft is made in: the sentence and what came before it.
pub(crate) struct Scene<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The paragraph.
    pub passage: &'a Passage,
    /// The sentence.
    pub sentence: Tokens,
    /// Who publishes.
    pub outlet: &'a Source,
    /// When.
    pub published: Option<Date>,
    /// Who has been named.
    pub cast: &'a Cast,
    /// The tables.
    pub words: &'a Words,
    /// What the outlet says in its own name.
    pub own: Credited,
}

impl Scene<'_> {
    fn excerpt(&self, run: &Tokens) -> Option<Excerpt> {
        Excerpt::of(self.text, self.passage.span(run)?)
    }

    /// Drafts of one part of a content, and of what an editor put into it.
    pub(crate) fn draft(
        &self,
        credited: &Credited,
        before: &[Tokens],
        part: &Part,
        drafts: &mut Vec<ClaimDraft>,
    ) {
        let p = self.passage;
        let run = trimmed(self.text, p, part.run.clone());
        let inserted = insertion::insertions(self.text, p, &run);
        let mut runs: Vec<Tokens> = before.iter().map(|run| trimmed(self.text, p, run.clone())).collect();
        let mut start = run.start;
        for (whole, _) in &inserted {
            runs.push(start..whole.start);
            start = whole.end;
        }
        runs.push(start..run.end);
        runs.retain(|run| run.clone().any(|at| p.is_word(at)));
        let Some(main) = runs.iter().max_by_key(|run| run.len()).cloned() else { return };
        let spans: Vec<Excerpt> = runs.iter().filter_map(|run| self.excerpt(run)).collect();
        let whole = runs.iter().map(|r| r.start).min().unwrap_or(main.start)
            ..runs.iter().map(|r| r.end).max().unwrap_or(main.end);
        let place = drafts.len();
        if let Some(mut draft) = self.one(credited, part.join, &whole, &runs, spans, drafts.len()) {
            if part.join == Join::Dependent {
                granted::take_side(&mut draft, drafts.last());
            }
            drafts.push(draft);
            for (_, words) in inserted {
                self.inserted(&words, place, drafts);
            }
            self.granted(credited, &whole, place, drafts);
        }
    }

    /// What the speaker takes for granted, on the same word; where it is denied, nothing is known of that.
    fn granted(&self, credited: &Credited, whole: &Tokens, parent: usize, drafts: &mut Vec<ClaimDraft>) {
        if credited.verb.is_some_and(|(_, puts)| puts == Modality::Denied) {
            return;
        }
        for run in granted::runs(self.text, self.passage, whole, self.words) {
            let run = trimmed(self.text, self.passage, run);
            let Some(spans) = self.excerpt(&run).map(|excerpt| vec![excerpt]) else { continue };
            let within = std::slice::from_ref(&run);
            let told = self.one(credited, Join::First, &run, within, spans, drafts.len());
            if let Some(mut draft) = told.filter(granted::is_claim) {
                draft.embedded_in = Some(parent);
                drafts.push(draft);
            }
        }
    }

    /// An editor's insertion is the outlet's, not the speaker's.
    fn inserted(&self, run: &Tokens, parent: usize, drafts: &mut Vec<ClaimDraft>) {
        let own = Credited::own_word(Vec::new());
        let Some(spans) = self.excerpt(run).map(|e| vec![e]) else { return };
        if let Some(mut draft) =
            self.one(&own, Join::First, run, std::slice::from_ref(run), spans, drafts.len())
        {
            draft.embedded_in = Some(parent);
            drafts.push(draft);
        }
    }

    fn one(
        &self,
        credited: &Credited,
        join: Join,
        whole: &Tokens,
        runs: &[Tokens],
        spans: Vec<Excerpt>,
        number: usize,
    ) -> Option<ClaimDraft> {
        let p = self.passage;
        let origin = credited.carriers.last();
        let quote = quotation(p, runs);
        let mut kind = kind::kind(self.text, p, whole, origin.map(|o| o.kind), self.words);
        if join == Join::Withheld {
            kind = ClaimKind::NoComment;
        }
        // "Called it untrue", "reports that … were false": what is told is denied.
        let untrue = whole.clone().any(|at| p.is(at, class::UNTRUTH))
            && (credited.verb.is_some_and(|(sort, _)| sort == CueSort::Label)
                || whole.clone().any(|at| p.is(at, class::ACCUSATION)));
        let setting =
            Setting { cue: self.puts(credited, whole), kind, origin: origin.map(|o| o.kind), quote };
        let mut manner = manner::manner(self.text, p, whole, setting);
        if untrue {
            manner.modality = Modality::Denied;
        }
        let chain = Chain::new(self.outlet.clone(), credited.carriers.clone());
        // What a position is about stands before its grounds.
        let grounds = (kind == ClaimKind::Position)
            .then(|| granted::runs(self.text, p, whole, self.words).first().map(|run| run.start))
            .flatten();
        let about = whole.start..grounds.unwrap_or(whole.end);
        let proposition =
            roles::proposition(self.text, p, &about, kind, chain.origin(), self.cast, self.words);
        let sentence = self.excerpt(&self.sentence)?;
        Some(ClaimDraft {
            kind,
            modality: manner.modality,
            quote,
            confidence: confidence(credited, &chain),
            spans,
            source: credited.source.iter().filter_map(|run| self.excerpt(run)).collect(),
            cue: credited.cue.iter().filter_map(|run| self.excerpt(run)).collect(),
            quantities: runs
                .iter()
                .flat_map(|run| quantity::quantities(self.text, p, run, self.words))
                .collect(),
            place: location::place(self.text, p, whole, kind, self.cast, self.words),
            date: self.date(whole, credited),
            embedded_in: (join == Join::Reason).then(|| number.saturating_sub(1)),
            likelihood: manner.likelihood,
            proposition,
            sentence,
            published: self.published,
            drafter: None,
            differences: credited.second.as_ref().map_or_else(Vec::new, |second| second.differences.clone()),
            chain,
        })
    }

    /// How the cue puts the content. "Dismissed the accord as theatre" judges a thing and denies nothing:
    /// only an accusation, a report or a claim can be turned down as untrue.
    fn puts(&self, credited: &Credited, whole: &Tokens) -> Option<(CueSort, Modality)> {
        let p = self.passage;
        let from = credited.cue.first().map_or(whole.start, |cue| cue.start).min(whole.start);
        let told = (from..whole.end).any(|at| p.is(at, class::ACCUSATION.with(class::UNTRUTH)));
        credited.verb.map(|(sort, puts)| match sort {
            CueSort::TurnDown if !told => (sort, Modality::Asserted),
            _ => (sort, puts),
        })
    }

    /// The date within the content, else that of the statement, in the words around the cue.
    fn date(&self, run: &Tokens, credited: &Credited) -> Option<EventTime> {
        let p = self.passage;
        if let Some(found) = date::date(self.text, p, run, self.published) {
            return Some(found.time);
        }
        let cue = credited.cue.first()?;
        let near = cue.start.saturating_sub(6).max(self.sentence.start)
            ..cue.end.saturating_add(8).min(self.sentence.end);
        let found = date::date(self.text, p, &near, self.published)?;
        let outside = found.run.end <= run.start || found.run.start >= run.end;
        outside.then_some(EventTime { of: TimeOf::Statement, ..found.time })
    }
}

fn quotation(p: &Passage, runs: &[Tokens]) -> Quotation {
    if runs.iter().all(|run| p.all_quoted(run)) {
        Quotation::Full
    } else if runs.iter().any(|run| p.any_quoted(run)) {
        Quotation::Partial
    } else {
        Quotation::None
    }
}

/// How sure the reader is. Of what the tagger sees, its calibrated chance; a rule alone knows only how the
/// credit is built and what had to be inferred, in figures set by hand.
fn confidence(credited: &Credited, chain: &Chain) -> Figure {
    let base = match credited.frame {
        Some(Frame::That) => 90,
        Some(Frame::After) => 90,
        Some(Frame::According) => 85,
        Some(Frame::Bare | Frame::Agentless) => 80,
        None => 70,
    };
    let doubt = if credited.inferred { 10 } else { 0 }
        + if chain.origin().kind == SourceKind::Unnamed { 10 } else { 0 };
    let chance = joining::confidence((base - doubt) as f32 / 100.0, credited.second.as_ref());
    // By hundredths: the last bits of an exponential differ between machines.
    Figure::new((f64::from(chance) * 100.0).round() / 100.0).unwrap_or(Figure::ZERO)
}
