//! Recording what changes claims, markings, partners or agreements: whatever is no longer permitted after the
//! change is called back, and whatever reads otherwise goes out anew, in the same transaction.
//!
//! A wish says what is to be recorded, as a function of what the store says. It is decided on the end of the
//! log; where the log has moved before the commit, all of it is decided again.
//!
//! A suspended partner keeps what it has: it cannot read while exchange rests, so nothing is told to it, and
//! revoking is for ever (STIX 2.1 section 3.6). When exchange goes on, everything that is out with it is decided
//! anew, and what changed meanwhile is called back or goes out again then.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    claim_state::{ClaimState, Standing},
    filter::Filter,
    id::{ArticleId, ClaimId},
    recipient::Recipient,
    record::{Happening, NewRecord, Record, Seq},
    roster::Roster,
};
use attache_store::{Commit, NewEntry, Setting, Store, StoreError};
use jiff::{Timestamp, tz::TimeZone};
use strum::VariantArray;

use crate::{effects::Effects, failure::Failure, node::Node, partnering};

use consequence::Scene;

pub(crate) use redecided::{Dropped, Recall, Redecided, Renewal};

mod consequence;
mod redecided;

/// How often it is decided again where somebody else records at the same time.
const ATTEMPTS: usize = 24;
/// The setting that keeps the day on which dates were last looked at.
const LOOKED: &str = "redecided";

/// What is to be recorded.
#[derive(Default)]
pub(crate) struct Wish {
    /// What happened.
    pub(crate) what: Vec<Happening>,
    /// What goes into collections with it.
    pub(crate) entries: Vec<NewEntry>,
    /// Settings that are replaced with it.
    pub(crate) settings: Vec<Setting>,
}

/// Says what is to be recorded, as a function of what the store says.
pub(crate) type Wishing<'a> = dyn FnMut(&dyn Store) -> Result<Vec<Happening>, Failure> + 'a;

/// Records what is wished, with all that follows from it.
pub(crate) fn record(effects: &Effects<'_>, wish: &mut Wishing<'_>) -> Result<Redecided, Failure> {
    record_all(effects, &mut |store, _| Ok(Wish { what: wish(store)?, ..Wish::default() }))
}

/// The same for one thing that does not depend on anything.
pub(crate) fn record_one(effects: &Effects<'_>, what: &Happening) -> Result<Redecided, Failure> {
    record(effects, &mut |_| Ok(vec![what.clone()]))
}

/// The same with entries and settings. The wish is told the time under which it will be recorded.
pub(crate) fn record_all(
    effects: &Effects<'_>,
    wish: &mut dyn FnMut(&dyn Store, Timestamp) -> Result<Wish, Failure>,
) -> Result<Redecided, Failure> {
    for _ in 0..ATTEMPTS {
        let (expects, at) = (effects.store.last()?, effects.clock.now());
        let wished = wish(effects.store, at)?;
        match attempt(effects, expects, at, wished) {
            Err(Failure::Store(StoreError::Moved)) => {}
            ended => return ended,
        }
    }
    Err(StoreError::Moved.into())
}

fn attempt(effects: &Effects<'_>, expects: Seq, at: Timestamp, wish: Wish) -> Result<Redecided, Failure> {
    let records: Vec<_> = wish.what.into_iter().map(|what| new(effects, at, what)).collect();
    let mut commit = Commit {
        expects: Some(expects),
        records,
        entries: wish.entries,
        logged: true,
        strict: true,
        now: at,
        settings: wish.settings,
        ..Commit::default()
    };
    let mut done = Redecided::default();
    if let Some(node) = Node::load(effects.store)? {
        follow(effects, &node, at, &mut commit, &mut done)?;
    }
    done.recorded = !commit.records.is_empty();
    if done.recorded || !commit.entries.is_empty() || !commit.settings.is_empty() {
        effects.store.commit(&commit)?;
    }
    Ok(done)
}

/// Adds to a commit what follows from its records.
fn follow(
    effects: &Effects<'_>,
    node: &Node,
    at: Timestamp,
    commit: &mut Commit,
    done: &mut Redecided,
) -> Result<(), Failure> {
    let mut roster = partnering::roster(effects.store)?;
    let touched = touched_recipients(&roster, &commit.records);
    commit.records.iter().for_each(|new| roster.apply(&numbered(new)));
    let mut states = touched_claims(effects.store, &commit.records)?;
    let mut scene = Scene::new(effects, node, &roster, at).told(&commit.records);
    for state in states.values() {
        scene.drop_proposals(state, done)?;
    }
    for to in &touched {
        for state in effects.store.find(&released_to(to))? {
            states.entry(state.id).or_insert(state);
        }
    }
    for filter in relying(&roster, &commit.records) {
        for state in effects.store.find(&filter)?.into_iter().filter(has_joint_tear_line) {
            states.entry(state.id).or_insert(state);
        }
    }
    scene.decide_again(&states, done)?;
    scene.pour_into(commit);
    Ok(())
}

/// The claims whose origins may be counted otherwise after these records: those of the article of whose text a program
/// found something, all that is out where a person said something.
fn relying(roster: &Roster, records: &[NewRecord]) -> Vec<Filter> {
    let of_reliance = || records.iter().filter(|new| new.what.is_of_reliance());
    if of_reliance().any(|new| new.what.reliance_of().is_none()) {
        return everybody(roster).iter().map(released_to).collect();
    }
    let articles: BTreeSet<ArticleId> = of_reliance().filter_map(|new| new.what.reliance_of()).collect();
    let standings = Standing::VARIANTS.to_vec();
    let of_article =
        |article| Filter { standings: standings.clone(), article: Some(article), ..Filter::default() };
    articles.into_iter().map(of_article).collect()
}

/// Whether its sourcing may speak of independent origins: who rests on whom has a say in it.
fn has_joint_tear_line(state: &ClaimState) -> bool {
    let mut lines = state.out().filter_map(|out| out.release.tear_line.as_ref());
    lines.any(|line| line.rests_on().len() > 1)
}

/// Everybody with whom something may be out.
fn everybody(roster: &Roster) -> BTreeSet<Recipient> {
    let partners = roster.partners().map(|state| Recipient::Partner(state.partner.id.clone()));
    partners.chain(roster.agreements().map(|(to, _)| to.clone())).collect()
}

fn new(effects: &Effects<'_>, at: Timestamp, what: Happening) -> NewRecord {
    NewRecord { at, by: effects.by.to_owned(), what }
}

/// A record that has no place in the log yet, to be folded.
fn numbered(new: &NewRecord) -> Record {
    Record { seq: Seq(u64::MAX), new: new.clone() }
}

/// Whose releases a change of the roster touches: the partner, its groups before and after, whoever the
/// agreement is with.
fn touched_recipients(before: &Roster, records: &[NewRecord]) -> BTreeSet<Recipient> {
    let mut touched = BTreeSet::new();
    for record in records {
        let partner = match &record.what {
            Happening::PartnerSet { partner } => {
                touched.extend(partner.groups.iter().cloned().map(Recipient::Group));
                Some(&partner.id)
            }
            Happening::PartnerSuspended { partner, .. } | Happening::PartnerResumed { partner, .. } => {
                Some(partner)
            }
            Happening::AgreementSet { agreement } => {
                touched.insert(agreement.with.clone());
                None
            }
            Happening::AgreementEnded { with, .. } => {
                touched.insert(with.clone());
                None
            }
            _ => None,
        };
        let Some(id) = partner else { continue };
        touched.insert(Recipient::Partner(id.clone()));
        let groups = before.partner(id).into_iter().flat_map(|state| state.partner.groups.iter().cloned());
        touched.extend(groups.map(Recipient::Group));
    }
    touched
}

/// The claims whose content, standing, grade or marking these records change, as they stand after them.
fn touched_claims(
    store: &dyn Store,
    records: &[NewRecord],
) -> Result<BTreeMap<ClaimId, ClaimState>, Failure> {
    let mut states: BTreeMap<ClaimId, ClaimState> = BTreeMap::new();
    for record in records.iter().filter(|record| changes_what_is_out(&record.what)) {
        let Some(id) = record.what.claim() else { continue };
        if let std::collections::btree_map::Entry::Vacant(vacant) = states.entry(id) {
            let Some(state) = store.claim(id)? else { continue };
            vacant.insert(state);
        }
        if let Some(state) = states.get_mut(&id) {
            state.apply(&numbered(record));
        }
    }
    states.retain(|_, state| !state.releases.is_empty() || !state.proposals.is_empty());
    Ok(states)
}

const fn changes_what_is_out(what: &Happening) -> bool {
    matches!(
        what,
        Happening::ClaimAccepted { .. }
            | Happening::ClaimCorrected { .. }
            | Happening::ClaimRejected { .. }
            | Happening::ClaimRetracted { .. }
            | Happening::ClaimGraded { .. }
            | Happening::MarkingSet { .. }
            | Happening::ClaimReceived { .. }
    )
}

/// Every claim of which something is or was out with a recipient.
pub(crate) fn ever_released(store: &dyn Store, to: &Recipient) -> Result<Vec<ClaimState>, Failure> {
    Ok(store.find(&released_to(to))?)
}

/// Claims of any standing of which something is or was out with a recipient.
fn released_to(to: &Recipient) -> Filter {
    Filter { standings: Standing::VARIANTS.to_vec(), released_to: Some(to.clone()), ..Filter::default() }
}

/// Decides anew about everything that is out, since dates pass: the days of agreements and of markings.
pub(crate) fn tick(effects: &Effects<'_>) -> Result<Redecided, Failure> {
    tick_at(effects, effects.clock.now())
}

/// All of it at one moment: nothing that a partner sees follows from how many others there are.
fn tick_at(effects: &Effects<'_>, at: Timestamp) -> Result<Redecided, Failure> {
    let roster = partnering::roster(effects.store)?;
    let mut done = Redecided::default();
    for to in everybody(&roster) {
        let of_one = again(effects, &to, at)?;
        done.recorded |= of_one.recorded;
        done.recalled.extend(of_one.recalled);
        done.renewed.extend(of_one.renewed);
    }
    Ok(done)
}

/// The same, where the day (UTC) is another one than when it was last done.
pub(crate) fn tick_on_new_day(effects: &Effects<'_>) -> Result<Redecided, Failure> {
    let now = effects.clock.now();
    let today = TimeZone::UTC.to_datetime(now).date().to_string().into_bytes();
    if effects.store.setting(LOOKED)?.as_ref() == Some(&today) {
        return Ok(Redecided::default());
    }
    let done = tick_at(effects, now)?;
    let setting = Setting { name: LOOKED.to_owned(), value: Some(today) };
    effects.store.commit(&Commit { now, settings: vec![setting], ..Commit::default() })?;
    Ok(done)
}

/// Decides anew about what is out with one recipient.
fn again(effects: &Effects<'_>, to: &Recipient, at: Timestamp) -> Result<Redecided, Failure> {
    let Some(node) = Node::load(effects.store)? else { return Ok(Redecided::default()) };
    for _ in 0..ATTEMPTS {
        let expects = effects.store.last()?;
        let roster = partnering::roster(effects.store)?;
        let found = effects.store.find(&released_to(to))?;
        let states = found.into_iter().map(|state| (state.id, state)).collect();
        let mut done = Redecided::default();
        let mut scene = Scene::new(effects, &node, &roster, at);
        scene.decide_again(&states, &mut done)?;
        let mut commit =
            Commit { expects: Some(expects), now: at, logged: true, strict: true, ..Commit::default() };
        scene.pour_into(&mut commit);
        done.recorded = !commit.records.is_empty();
        match effects.store.commit(&commit) {
            Err(StoreError::Moved) => {}
            ended => return Ok(ended.map(|_| done)?),
        }
    }
    Err(StoreError::Moved.into())
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
