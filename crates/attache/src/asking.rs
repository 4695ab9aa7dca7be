//! Questions and their answers. Every row of an answer names the claims that it rests on.

use std::collections::BTreeMap;

use attache_core::{
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    claim_state::{ClaimState, Standing},
    filter::{Filter, Term},
    grade::Reliability,
    id::{ArticleId, ClaimId, SourceId},
    marking::Marking,
    record::{Happening, Seq},
};
use attache_store::Store;
use attache_text::words::Words;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;

use crate::{
    failure::Failure,
    grading::{self, Outgrown},
    resolving::{Role, term},
    wording,
};

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Who deployed what where.
    Deployments,
    /// Who transfers what to whom.
    Transfers,
    /// What each actor's position was and when it changed.
    Positions,
    /// Who met whom.
    Meetings,
    /// Everything, in time.
    Timeline,
    /// Everything, with its words.
    Claims,
}

impl Topic {
    /// The kinds of claim that answer it; empty: all.
    pub(crate) const fn kinds(self) -> &'static [ClaimKind] {
        match self {
            Self::Deployments => &[ClaimKind::Deployment],
            Self::Transfers => &[ClaimKind::Transfer],
            // What was agreed, done, or left without a comment stands on the ladder of a position, or beside it.
            Self::Positions => &[
                ClaimKind::Position,
                ClaimKind::Agreement,
                ClaimKind::Transfer,
                ClaimKind::Deployment,
                ClaimKind::NoComment,
            ],
            Self::Meetings => &[ClaimKind::Meeting],
            Self::Timeline | Self::Claims => &[],
        }
    }
}

/// The conditions of a question, as typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conditions {
    /// Who acts.
    pub(crate) by: Option<String>,
    /// Where.
    pub(crate) place: Option<String>,
    /// Who gives.
    pub(crate) from: Option<String>,
    /// Who receives.
    pub(crate) to: Option<String>,
    /// With what.
    pub(crate) item: Option<String>,
    /// First day.
    pub(crate) since: Option<Date>,
    /// Last day.
    pub(crate) until: Option<Date>,
    /// Kinds of claim.
    pub(crate) kinds: Vec<ClaimKind>,
    /// A carrier behind the outlet.
    pub(crate) source: Option<String>,
    /// The outlet.
    pub(crate) outlet: Option<String>,
    /// As known at the end of this day, UTC.
    pub(crate) as_of: Option<Date>,
    /// Standings.
    pub(crate) standings: Vec<Standing>,
}

impl Conditions {
    /// The filter that they mean, with a note for every word that no table knows.
    pub(crate) fn filter(&self, topic: Topic, words: &Words) -> Result<(Filter, Vec<String>), Failure> {
        let mut notes = Vec::new();
        let mut resolve = |role, word: &Option<String>| {
            let (term, note) = term(words, role, word.as_deref()?);
            notes.extend(note);
            Some(term)
        };
        let filter = Filter {
            by: resolve(Role::Party, &self.by),
            place: resolve(Role::Place, &self.place),
            from: resolve(Role::Party, &self.from),
            to: resolve(Role::Party, &self.to),
            item: resolve(Role::Item, &self.item),
            // Names of agencies and offices are words as a rule: nothing to remark.
            source: self.source.as_deref().map(|word| term(words, Role::Party, word).0),
            outlet: self.outlet.clone().map(Term::Words),
            since: self.since,
            until: self.until,
            kinds: if self.kinds.is_empty() { topic.kinds().to_vec() } else { self.kinds.clone() },
            standings: self.standings.clone(),
            as_of: self.as_of.map(end_of_day).transpose()?,
            ..Filter::default()
        };
        if !self.kinds.is_empty() && !topic.kinds().is_empty() {
            return Err(Failure::Usage(
                "this question is about one kind of claim already; with --kind, ask for claims or timeline"
                    .into(),
            ));
        }
        if self.since.zip(self.until).is_some_and(|(since, until)| since > until) {
            return Err(Failure::Usage("--since lies after --until: no day is in between".into()));
        }
        Ok((filter, notes))
    }

    /// Whether nothing is asked but the topic.
    pub(crate) fn is_open(&self) -> bool {
        let words = [&self.by, &self.place, &self.from, &self.to, &self.item, &self.source, &self.outlet];
        words.iter().all(|word| word.is_none())
            && self.since.is_none()
            && self.until.is_none()
            && self.as_of.is_none()
            && self.kinds.is_empty()
            && self.standings.is_empty()
    }
}

/// The last instant of a day, UTC.
pub(crate) fn end_of_day(day: Date) -> Result<Timestamp, Failure> {
    TimeZone::UTC
        .to_timestamp(day.at(23, 59, 59, 999_999_999))
        .map_err(|cause| Failure::Usage(format!("{day} is no day that can be asked for ({cause})")))
}

/// The grades of sources as they stood, and which grades of claims stand on their ground no longer.
#[derive(Debug, Default)]
pub(crate) struct Grades {
    sources: BTreeMap<SourceId, Reliability>,
    outgrown: BTreeMap<ClaimId, Outgrown>,
}

impl Grades {
    /// The grades now, or as they stood at an instant.
    pub(crate) fn load(store: &dyn Store, as_of: Option<Timestamp>) -> Result<Self, Failure> {
        let now = store.sources()?;
        let later = |at: Timestamp| as_of.is_some_and(|instant| at > instant);
        if !now.iter().any(|grade| later(grade.at)) {
            let sources = now.into_iter().map(|grade| (grade.source.id(), grade.reliability)).collect();
            return Ok(Self { sources, ..Self::default() });
        }
        // A grade was given since: only the log knows what it was before.
        let mut sources = BTreeMap::new();
        let mut after = Seq::default();
        loop {
            let page = store.scan(after, 4096)?;
            let Some(last) = page.last() else { return Ok(Self { sources, ..Self::default() }) };
            after = last.seq;
            for record in page.iter().filter(|record| !later(record.new.at)) {
                if let Happening::SourceGraded { source, reliability, .. } = &record.new.what {
                    sources.insert(source.id(), *reliability);
                }
            }
        }
    }

    /// The same with what the evidence says now of those claims among these that were graded 1. A question as of an
    /// earlier day is not asked so: what bore on a claim then is not kept apart.
    pub(crate) fn held_against<'a>(
        self,
        store: &dyn Store,
        filter: &Filter,
        states: impl IntoIterator<Item = &'a ClaimState>,
    ) -> Result<Self, Failure> {
        if filter.as_of.is_some() {
            return Ok(self);
        }
        Ok(Self { outgrown: grading::outgrown(store, states)?, ..self })
    }

    /// The same with what the evidence says now of one claim, whatever its grade.
    pub(crate) fn of_one(self, store: &dyn Store, state: &ClaimState) -> Result<Self, Failure> {
        if state.gradings.is_empty() {
            return Ok(self);
        }
        let found = Outgrown::of(state, &grading::ground(store, state)?);
        Ok(Self { outgrown: found.map(|outgrown| (state.id, outgrown)).into_iter().collect(), ..self })
    }

    /// What the evidence allows now, where the claim's grade is better.
    pub(crate) fn outgrown(&self, claim: ClaimId) -> Option<&Outgrown> {
        self.outgrown.get(&claim)
    }

    /// Which claims are graded better than the evidence allows now.
    pub(crate) fn all_outgrown(&self) -> impl Iterator<Item = (&ClaimId, &Outgrown)> {
        self.outgrown.iter()
    }

    /// The grade for people: "B1, now 2" where the evidence allows 1 no longer.
    pub(crate) fn told(&self, state: &ClaimState) -> String {
        let now = self.outgrown(state.id).map(|outgrown| format!(", now {}", outgrown.highest));
        format!("{}{}", self.of(state), now.unwrap_or_default())
    }

    /// The grade of a claim as people write it: reliability of its origin and its own credibility, "B2";
    /// a part that nobody has graded is a dash.
    pub(crate) fn of(&self, state: &ClaimState) -> String {
        let source = self.sources.get(&state.body.chain.origin().id()).map(ToString::to_string);
        let claim = state.credibility().map(|grade| grade.to_string());
        match (source, claim) {
            (None, None) => "–".to_owned(),
            (source, claim) => {
                format!("{}{}", source.as_deref().unwrap_or("–"), claim.as_deref().unwrap_or("–"))
            }
        }
    }

    /// The grade of a source.
    pub(crate) fn source(&self, id: SourceId) -> Option<Reliability> {
        self.sources.get(&id).copied()
    }
}

/// One row of an answer, for programs: the claim as `read --json` writes it, and what the record adds.
#[derive(Debug, Serialize)]
pub(crate) struct Row<'a> {
    claim: ClaimId,
    article: ArticleId,
    standing: Standing,
    /// Who does what to whom, in words.
    what: Option<String>,
    /// The figures with their bounds, in words.
    figures: Vec<String>,
    /// When, in words.
    when: String,
    /// Reliability and credibility.
    grade: &'a str,
    /// The highest credibility that the evidence allows now, where the one given is better.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence_allows: Option<&'a Outgrown>,
    marking: &'a Marking,
    known_since: Timestamp,
    /// What it rests on: never empty.
    evidence: Vec<ClaimId>,
    #[serde(flatten)]
    body: &'a ClaimDraft,
}

impl<'a> Row<'a> {
    /// The row of a claim.
    pub(crate) fn new(state: &'a ClaimState, grade: &'a str) -> Self {
        Self {
            claim: state.id,
            article: state.article,
            standing: state.standing,
            what: wording::phrase(&state.body),
            figures: state.body.quantities.iter().map(wording::figure).collect(),
            when: wording::when(&state.body).replace('\n', " "),
            grade,
            evidence_allows: None,
            marking: &state.marking,
            known_since: state.known_since,
            evidence: vec![state.id],
            body: &state.body,
        }
    }

    /// The same with what the evidence allows now.
    pub(crate) fn held_against(self, grades: &'a Grades) -> Self {
        Self { evidence_allows: grades.outgrown(self.claim), ..self }
    }
}

/// How many claims fit a question about days but for having no day at all: neither told nor published.
pub(crate) fn undated(store: &dyn Store, filter: &Filter) -> Result<usize, Failure> {
    if filter.since.is_none() && filter.until.is_none() {
        return Ok(0);
    }
    let any_day = Filter { since: None, until: None, ..filter.clone() };
    let found = store.find(&any_day)?;
    Ok(found.iter().filter(|state| state.body.date.is_none() && state.body.published.is_none()).count())
}

/// The day of the first record, where it lies after the instant as of which was asked.
pub(crate) fn begins_after(store: &dyn Store, as_of: Option<Timestamp>) -> Result<Option<Date>, Failure> {
    let Some(instant) = as_of else { return Ok(None) };
    let first = store.scan(Seq::default(), 1)?;
    let at = first.first().map(|record| record.new.at).filter(|at| *at > instant);
    Ok(at.map(|at| TimeZone::UTC.to_datetime(at).date()))
}

/// The claims of a timeline: those that are dated, in time. A date that only bounds comes by its bound.
pub(crate) fn in_time(mut states: Vec<ClaimState>) -> Vec<ClaimState> {
    states.retain(|state| state.body.day().is_some());
    states.sort_by_key(|state| (state.body.day(), state.body.published, state.id));
    states
}
