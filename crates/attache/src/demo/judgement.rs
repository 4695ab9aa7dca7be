//! Judgement: one striking case each of weighing, contradictions, positions, grades and names.
//!
//! Each case is short dispatches that are read and kept, then the answer that the command above it gives.

use attache_core::{
    agreement::Topics,
    claim_kind::ClaimKind,
    exchange::Topic as Exchanged,
    filter::{Filter, Term},
    grade::Credibility,
};
use attache_store::Store;
use attache_text::words::Words;
use jiff::civil::date;

use super::{
    dispatch::Dispatch,
    effects, evening,
    short_dispatch::{COPIES, COUNTED, COUNTS, POSITIONS, SECOND, SPELLINGS},
};
use crate::{
    adding::{self, Policy},
    answer,
    asking::{Grades, Topic},
    contradicting,
    contradictions_view::{self, Shown},
    declaring::{self, Wanted},
    effects::StoppedClock,
    failure::Failure,
    grading,
    palette::{FAINT, GOOD, NOTICE, styled},
    positioning, positions_view,
    screen::Screen,
    visible::visible_line,
    weighing::{self, Scope},
    weighing_view::headline,
};

/// What is weighed of the drones.
const DRONES: &str = "Iran has supplied drones to Russia";
/// What is weighed of the tanks.
const TANKS: &str = "Belarus has supplied tanks to Russia";

/// Where the cases are shown and kept.
pub(super) struct Judgement<'a> {
    /// Shown here.
    pub(super) screen: &'a mut Screen,
    /// Kept here.
    pub(super) store: &'a dyn Store,
    /// Read with these.
    pub(super) words: &'a Words,
    /// Which drafts are accepted.
    pub(super) policy: Option<Policy>,
}

impl Judgement<'_> {
    /// Shows all cases.
    pub(super) fn show(mut self) -> Result<(), Failure> {
        self.origins()?;
        self.contradiction()?;
        self.position()?;
        self.grade()?;
        self.spellings()
    }

    fn keep(&self, dispatches: &[Dispatch]) -> Result<(), Failure> {
        for dispatch in dispatches {
            let (article, _) = attache_text::reading::take_in(dispatch.bytes, &dispatch.given(), self.words);
            let clock = StoppedClock(evening(dispatch.published)?);
            adding::add(&effects(self.store, &clock), article, self.policy, self.words)?;
        }
        Ok(())
    }

    /// A command; on several lines it can still be copied into a shell.
    fn command(&mut self, text: &str) -> Result<(), Failure> {
        const MORE: &str = " \\";
        let typed = format!("$ attache {text}");
        let width = self.screen.width().saturating_sub(MORE.len());
        let options = textwrap::Options::new(width)
            .subsequent_indent("    ")
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let lines = textwrap::wrap(&typed, options);
        for (at, line) in lines.iter().enumerate() {
            let more = if at.saturating_add(1) < lines.len() { MORE } else { "" };
            self.screen.line(styled(FAINT, &format!("{line}{more}")))?;
        }
        Ok(())
    }

    /// A sentence, weighed; of the answer its first line, which is the proof in short.
    fn weigh(&mut self, sentence: &str) -> Result<(), Failure> {
        self.command(&format!("weigh \"{sentence}\""))?;
        let telling = weighing::sentence(sentence, self.words);
        let weighed = telling.map(|telling| weighing::question(self.store, &telling, Scope::default(), 0));
        let proof = match weighed.transpose()?.flatten() {
            Some(weighed) => headline(&weighed),
            None => "Nothing that can be weighed was read in it.".to_owned(),
        };
        self.screen.wrapped("", &styled(NOTICE, &visible_line(&proof)))
    }

    fn origins(&mut self) -> Result<(), Failure> {
        self.screen.heading("5  Five outlets cite one agency that cites one office: how many origins?")?;
        self.keep(&COPIES)?;
        self.weigh(DRONES)?;
        self.screen.line("")?;
        self.screen.wrapped("", "Then another government says so too:")?;
        self.keep(&SECOND)?;
        self.weigh(DRONES)?;
        self.screen.line("")?;
        self.screen.wrapped("", "But the two tell each other what they know, which the desk declares:")?;
        let reason = "agreement of that day";
        self.command(&format!(
            "exchange declare UA PL --on transfer --since 2024-12-01 --reason \"{reason}\""
        ))?;
        let clock = StoppedClock(evening(date(2024, 12, 3))?);
        let topic = Exchanged { kinds: Topics::Only([ClaimKind::Transfer].into()), about: [].into() };
        let wanted = Wanted { between: ["UA", "PL"], topic, since: date(2024, 12, 1) };
        declaring::declare(&effects(self.store, &clock), self.words, &wanted, reason)?;
        self.weigh(DRONES)?;
        self.screen.line("")?;
        self.screen.wrapped(
            "",
            &styled(
                FAINT,
                "Shown is the answer in one line; the command lists origins, reports and readings too.",
            ),
        )
    }

    fn contradiction(&mut self) -> Result<(), Failure> {
        self.screen.heading("6  Which figures cannot both hold, and which only look so?")?;
        self.keep(&COUNTS)?;
        self.command(&format!("ask contradictions --explain --by \"North Korea\" --since {COUNTED}"))?;
        let by = "KP".parse().ok().map(Term::Country);
        let claims = self.store.find(&Filter { by, since: Some(COUNTED), ..Filter::default() })?;
        let reliance = contradicting::reliance(self.store, &claims, None)?;
        let grades = Grades::load(self.store, None)?;
        let found = contradicting::among(&claims, &reliance);
        let shown = Shown { grades: &grades, limit: usize::MAX, json: false };
        contradictions_view::among(self.screen, &found, true, claims.len(), shown)
    }

    fn position(&mut self) -> Result<(), Failure> {
        const TOPIC: &str = "arms-to-ukraine";
        self.screen.heading("7  Who changed its position, why, and who says so?")?;
        self.keep(&POSITIONS)?;
        self.command(&format!("ask positions --by Poland --topic {TOPIC}"))?;
        let by = "PL".parse().ok().map(Term::Country);
        let kinds = Topic::Positions.kinds().to_vec();
        let claims = self.store.find(&Filter { kinds, by, ..Filter::default() })?;
        let grades = Grades::load(self.store, None)?;
        let asked = positioning::Asked::of(&claims, Some(TOPIC), self.words)?;
        positions_view::print(self.screen, &asked.tracks, &grades)?;
        let shown = asked.claims();
        answer::footer(self.screen, shown.len(), shown.into_iter())
    }

    /// "Confirmed" takes two independent origins; the exchange left one.
    fn grade(&mut self) -> Result<(), Failure> {
        self.screen.heading("8  Is it confirmed?")?;
        let telling = weighing::sentence(DRONES, self.words);
        let weighed = telling.map(|telling| weighing::question(self.store, &telling, Scope::default(), 0));
        let weighed = weighed.transpose()?.flatten();
        let Some((state, _)) = weighed.as_ref().and_then(|weighed| weighed.reports.first()) else {
            return Err(Failure::Input("a claim of the demo is gone".into()));
        };
        self.command(&format!("grade claim {} 1", state.id.short()))?;
        let clock = StoppedClock(evening(date(2024, 12, 7))?);
        let graded = grading::claim(&effects(self.store, &clock), state.id, Credibility::Confirmed, None)?;
        if let Some(why) = &graded.capped {
            self.screen.wrapped("", &format!("{} {}", styled(NOTICE, "capped:"), visible_line(why)))?;
        }
        let given = graded.credibility;
        self.screen.line(styled(GOOD, &format!("{} graded {given}, {}", state.id.short(), given.meaning())))
    }

    fn spellings(&mut self) -> Result<(), Failure> {
        self.screen.heading("9  One person in three scripts: how many origins?")?;
        self.keep(&SPELLINGS)?;
        self.weigh(TANKS)
    }
}
