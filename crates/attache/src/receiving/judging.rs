//! Whether what a partner tells is believed to be what it says, and what is recorded of it. A function of its
//! arguments.

use attache_core::{
    article::Article,
    claim::{Claim, Provenance},
    claim_state::{ClaimState, Standing},
    id::ClaimId,
    partner::{PartnerId, PartnerState},
    record::{Happening, Record},
    roster::Roster,
    source::folded,
};

use super::{Fate, history, meaning::Told, soundness};

/// What a claim is judged against.
#[derive(Clone, Debug)]
pub(super) struct Scene<'a> {
    /// Who sent it.
    pub(super) partner: &'a PartnerState,
    /// All partners.
    pub(super) roster: &'a Roster,
    /// The id of our own identity.
    pub(super) us: &'a str,
    /// The object that brought it.
    pub(super) object: &'a str,
    /// Who says to have made that object.
    pub(super) creator: Option<&'a str>,
    /// Every record about the claim, in order.
    pub(super) history: &'a [Record],
    /// The claim's article, where it is here.
    pub(super) article: Option<&'a Article>,
    /// What this object became in an earlier version.
    pub(super) before: Option<(Fate, Option<ClaimId>)>,
    /// Whether we sent it out as a tear-line.
    pub(super) went_out: bool,
}

/// What is done about an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judged {
    /// What became of it.
    pub(super) fate: Fate,
    /// The claim that it is about.
    pub(super) claim: Option<ClaimId>,
    /// Why, where there is something to say.
    pub(super) reason: Option<String>,
    /// What is recorded.
    pub(super) what: Vec<Happening>,
}

impl Judged {
    pub(super) const fn new(fate: Fate, claim: Option<ClaimId>) -> Self {
        Self { fate, claim, reason: None, what: Vec::new() }
    }

    pub(super) fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    fn recording(mut self, what: impl IntoIterator<Item = Happening>) -> Self {
        self.what.extend(what);
        self
    }

    /// It is not what it says that it is.
    pub(super) fn refused(reason: impl Into<String>) -> Self {
        Self::new(Fate::Refused, None).because(reason)
    }
}

/// Under which name records are made of what a partner said.
pub(super) fn recorder(partner: &PartnerId) -> String {
    format!("partner {partner}")
}

/// Why a partner may not write an object of this creator; `None` where it may. Objects under our own identity
/// are judged apart.
pub(super) fn not_its_own(scene: &Scene<'_>) -> Option<String> {
    let partner = &scene.partner.partner;
    if partner.relays {
        return None;
    }
    match (&partner.identity, scene.creator) {
        (Some(identity), Some(creator)) if identity == creator => None,
        (Some(identity), creator) => Some(format!(
            "it was made by {}, and {} writes under {identity} only",
            creator.unwrap_or("nobody who is named"),
            partner.id
        )),
        (None, Some(creator)) => {
            let other =
                scene.roster.partners().find(|one| one.partner.identity.as_deref() == Some(creator))?;
            Some(format!(
                "it was made under the identity of {}, and {} sent it",
                other.partner.id, partner.id
            ))
        }
        (None, None) => None,
    }
}

/// A tear-line is made of one's own claims only: why one in the name of another partner is refused.
fn in_anothers_name(told: &Told, scene: &Scene<'_>) -> Option<String> {
    let sender = &scene.partner.partner;
    if told.torn.is_none() || sender.relays {
        return None;
    }
    let name = folded(&told.originator.0);
    let mut others = scene.roster.partners().filter(|one| one.partner.id != sender.id);
    let other = others.find(|one| folded(&one.partner.name) == name && folded(&sender.name) != name)?;
    Some(format!("it is a tear-line in the name of {}, and {} sent it", other.partner.id, sender.id))
}

/// What is done about a claim that came.
pub(super) fn judge(told: &Told, scene: &Scene<'_>) -> Judged {
    if let Some(reason) = soundness::fault(told, scene.article) {
        return Judged::refused(reason);
    }
    let by_us = scene.creator == Some(scene.us);
    if let Some(reason) = not_its_own(scene).filter(|_| !by_us) {
        return Judged::refused(reason);
    }
    if by_us || told.names_us {
        return ours(told, scene);
    }
    if let Some(reason) = in_anothers_name(told, scene) {
        return Judged::refused(reason);
    }
    if let Some((fate, Some(claim))) = scene.before {
        if claim != told.claim {
            return Judged::refused("under the same id it told another claim before");
        }
        if fate == Fate::Recalled {
            return Judged::refused(
                "it was called back before, and what is revoked stays so (STIX 2.1 section 3.2)",
            );
        }
    }
    let sealed = match seal(told, scene) {
        Ok(sealed) => sealed,
        Err(refused) => return *refused,
    };
    match history::state(scene.history) {
        None => received(told, scene, sealed),
        Some(state) => again(told, scene, sealed, &state),
    }
}

/// It says that it is ours: then we know it, and did release it.
fn ours(told: &Told, scene: &Scene<'_>) -> Judged {
    if scene.went_out {
        return Judged::new(Fate::Ours, None).because("a tear-line of ours");
    }
    let Some(state) = history::state(scene.history) else { return not_ours("this store has no such claim") };
    if state.releases.is_empty() {
        return not_ours("this store has that claim and never released it; find out how it got there");
    }
    if !history::bodies(scene.history).any(|body| body.as_told() == told.body.as_told()) {
        return not_ours("it says something else than the claim that we released");
    }
    match seal(told, scene) {
        Ok(sealed) => Judged::new(Fate::Ours, Some(told.claim)).recording(road(told, scene, sealed, &state)),
        Err(refused) => *refused,
    }
}

fn not_ours(why: &str) -> Judged {
    Judged::refused(format!("it says that it is ours and is not: {why}"))
}

fn seal(told: &Told, scene: &Scene<'_>) -> Result<Claim, Box<Judged>> {
    let from = scene.partner.partner.id.to_string();
    Claim::seal(
        told.claim,
        told.article,
        told.body.clone(),
        told.originator.clone(),
        Provenance::Received { from },
        told.marking.clone(),
    )
    .map_err(|cause| Box::new(Judged::refused(cause.to_string())))
}

/// A claim that nobody told before.
fn received(told: &Told, scene: &Scene<'_>, sealed: Claim) -> Judged {
    let article = told.torn.clone().filter(|_| scene.article.is_none());
    let article = article.map(|article| Happening::ArticleAdded { article: Box::new(article) });
    let what = article.into_iter().chain([came(told, scene, sealed)]);
    Judged::new(Fate::Claim, Some(told.claim)).recording(what)
}

/// That it came. What it changes is for the fold to say.
fn came(told: &Told, scene: &Scene<'_>, sealed: Claim) -> Happening {
    Happening::ClaimReceived {
        claim: Box::new(sealed),
        credibility: told.credibility,
        object: scene.object.to_owned(),
    }
}

/// The record of the road alone, where this partner did not send it before.
fn road(told: &Told, scene: &Scene<'_>, sealed: Claim, state: &ClaimState) -> Option<Happening> {
    (!state.received_from.contains(scene.partner.partner.id.as_str())).then(|| came(told, scene, sealed))
}

/// A claim that is here already.
fn again(told: &Told, scene: &Scene<'_>, sealed: Claim, state: &ClaimState) -> Judged {
    let (id, by) = (scene.partner.partner.id.as_str(), recorder(&scene.partner.partner.id));
    let known = Judged::new(Fate::Known, Some(told.claim));
    if state.claim.is_none() {
        return match state.standing {
            Standing::Draft => received(told, scene, sealed),
            _ => known.because("it was read and turned down here"),
        };
    }
    let same = history::bodies(scene.history).any(|body| *body == told.body);
    let differs = Judged::new(Fate::Differs, Some(told.claim));
    match history::first_supplier(scene.history) {
        Some(first) if first == id => {
            if scene.before.is_some_and(|(_, claim)| claim == Some(told.claim)) {
                return put_right(told, scene, sealed, state);
            }
            let called_back = state.standing == Standing::Retracted
                && state.decided.as_ref().is_some_and(|(who, _)| *who == by);
            if called_back {
                let what = came(told, scene, sealed);
                let reason = "sent again after it was called back";
                return Judged::new(Fate::Claim, Some(told.claim)).recording([what]).because(reason);
            }
            if same {
                known.because("it sent it before")
            } else {
                differs.because("it told it otherwise before")
            }
        }
        first => {
            let first = first.map_or("read here".to_owned(), |first| format!("received from {first}"));
            if same {
                known.recording(road(told, scene, sealed, state)).because(format!("it was {first} before"))
            } else {
                differs.because(format!("it was {first} before, and told otherwise"))
            }
        }
    }
}

/// A later version of an object whose claim came from this partner first. It is recorded as what it is, something
/// that came, and never as a correction or a marking of ours: it stays unjudged, and its marking goes on binding
/// whatever is set here.
fn put_right(told: &Told, scene: &Scene<'_>, sealed: Claim, state: &ClaimState) -> Judged {
    let Some(last) = history::last_sent(scene.history, &recorder(&scene.partner.partner.id)) else {
        return Judged::new(Fate::Known, Some(told.claim));
    };
    let same = *last.body() == told.body;
    if same && *last.marking() == told.marking {
        return Judged::new(Fate::Claim, Some(told.claim));
    }
    let what = came(told, scene, sealed);
    if !same && state.standing != Standing::Received {
        let reason = "its sender put it right after it was judged here: look at both";
        return Judged::new(Fate::Differs, Some(told.claim)).recording([what]).because(reason);
    }
    Judged::new(Fate::Corrected, Some(told.claim)).recording([what])
}

/// What is done about a recall of the object that brought this claim. A claim falls with the last object of any
/// partner that brings it, since one road may close while another stays open; and at once where its originator calls
/// it back.
pub(super) fn recall(
    claim: ClaimId,
    still_stands: bool,
    elsewhere: Option<&PartnerId>,
    scene: &Scene<'_>,
) -> Judged {
    let recalled = Judged::new(Fate::Recalled, Some(claim));
    let Some(state) = history::state(scene.history) else { return recalled };
    let Some(first) = history::first_supplier(scene.history) else {
        return recalled.because("it was read here, and still stands");
    };
    if still_stands {
        return recalled.because("it still stands by another object of the same partner");
    }
    let partner = &scene.partner.partner;
    let is_originators = state.originator().is_some_and(|whose| folded(&whose.0) == folded(&partner.name));
    if let Some(other) = elsewhere.filter(|_| !is_originators) {
        return recalled.because(if first == partner.id.as_str() {
            format!("it still stands by what {other} sent")
        } else {
            format!("it came first from {first}, and still stands")
        });
    }
    if !state.standing.stands() {
        return recalled;
    }
    let reason = "called back by its sender".to_owned();
    recalled.recording([Happening::ClaimRetracted { claim, reason }])
}
