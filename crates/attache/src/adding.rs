//! Reading an article and keeping it with its drafts: all of it in one batch, or nothing.

use attache_core::{
    article::Article,
    claim::{Claim, ClaimDraft, Originator, Provenance},
    id::{ArticleId, ClaimId},
    marking::Marking,
    quantity::Figure,
    record::{Basis, Happening, NewRecord},
};
use attache_text::{reading::read, words::Words};
use jiff::civil::Date;

use crate::{effects::Effects, failure::Failure, inferring, redeciding};

/// The operator's policy for taking drafts as claims without a look at each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Policy {
    /// Drafts of which the reader is at least this sure, 0 to 1.
    pub(crate) above: Figure,
}

impl Policy {
    /// Whether a draft is accepted. One that a language model proposed never is: a person decides on it.
    pub(crate) fn accepts(self, draft: &ClaimDraft) -> bool {
        draft.drafter.is_none() && draft.confidence >= self.above
    }

    /// The policy in words, for the record.
    pub(crate) fn rule(self, outlet: &str) -> String {
        format!("drafts of {outlet} are accepted where the reader is at least {} sure", self.above)
    }
}

/// What became of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Added {
    /// Its id.
    pub(crate) id: ArticleId,
    /// Whether it was new to the store.
    pub(crate) new: bool,
    /// How many drafts were recorded.
    pub(crate) drafts: usize,
    /// How many of them were accepted by policy.
    pub(crate) accepted: usize,
    /// Where it was there already with another day of publication, or none.
    pub(crate) other_day: Option<OtherDay>,
    /// The articles with which it shares its text.
    pub(crate) shares_with: Vec<ArticleId>,
}

/// A day of publication that was not recorded, because the article is kept with another one or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OtherDay {
    /// The day that is kept.
    pub(crate) kept: Option<Date>,
    /// The day that it was given now.
    pub(crate) given: Date,
}

/// Reads and keeps an article. One that is in the store already changes nothing.
pub(crate) fn add(
    effects: &Effects<'_>,
    article: Article,
    policy: Option<Policy>,
    words: &Words,
) -> Result<Added, Failure> {
    keep(effects, article, policy, words, |article| read(article, words).drafts)
}

/// Keeps an article with its drafts, and with the edges that it was found to have. One that is in the store already
/// changes nothing, and its drafts are not asked for.
pub(crate) fn keep(
    effects: &Effects<'_>,
    article: Article,
    policy: Option<Policy>,
    words: &Words,
    drafts: impl FnOnce(&Article) -> Vec<ClaimDraft>,
) -> Result<Added, Failure> {
    let id = article.id();
    if let Some(kept) = effects.store.article(id)? {
        // The outlet is part of the id: only the day can differ.
        let unrecorded = article.published.filter(|day| kept.published != Some(*day));
        let other_day = unrecorded.map(|day| OtherDay { kept: kept.published, given: day });
        return Ok(Added { id, new: false, drafts: 0, accepted: 0, other_day, shares_with: Vec::new() });
    }
    let drafts = drafts(&article);
    let rule = policy.map(|policy| (policy, policy.rule(&article.carrier().name)));
    let inferred = inferring::of_article(effects.store, &article, words, |_| false)?;
    let shares_with = inferred.others(id);
    let is_older_taken = inferred.reprints.iter().any(|reprint| reprint.from != id);
    let mut what = vec![Happening::ArticleAdded { article: Box::new(article) }];
    what.extend(inferred.happenings());
    let mut accepted = 0_usize;
    let count = drafts.len();
    for draft in drafts {
        let claim = draft.id(id);
        let taken = match &rule {
            Some((policy, rule)) if policy.accepts(&draft) => {
                // A partner may have sent it before: then it stays the originator's.
                let before = effects.store.claim(claim)?.and_then(|state| state.claim);
                let basis = Basis::Policy { rule: rule.clone() };
                Some(accepted_by(effects, claim, id, draft.clone(), before.as_ref(), basis)?)
            }
            _ => None,
        };
        what.push(Happening::ClaimDrafted { claim, article: id, draft: Box::new(draft) });
        accepted = accepted.saturating_add(usize::from(taken.is_some()));
        what.extend(taken);
    }
    if accepted > 0 || is_older_taken {
        // A partner may have sent such a claim before, and it may be out by leave of its originator. What is out of an older
        // article may say that it has an origin of its own.
        redeciding::record(effects, &mut |_| Ok(what.clone()))?;
    } else {
        let at = effects.clock.now();
        let batch: Vec<_> =
            what.into_iter().map(|what| NewRecord { at, by: effects.by.to_owned(), what }).collect();
        effects.store.append(&batch)?;
    }
    Ok(Added { id, new: true, drafts: count, accepted, other_day: None, shares_with })
}

/// The record that a draft is accepted as it is.
pub(crate) fn accepted_by(
    effects: &Effects<'_>,
    claim: ClaimId,
    article: ArticleId,
    body: ClaimDraft,
    before: Option<&Claim>,
    basis: Basis,
) -> Result<Happening, Failure> {
    let claim = sealed(effects, claim, article, body, before)?;
    Ok(Happening::ClaimAccepted { claim: Box::new(claim), basis })
}

/// Seals a body under the default marking (to nobody); a marking that it had stays in the record. What a partner
/// sent stays the originator's, whoever accepts or corrects it here.
pub(crate) fn sealed(
    effects: &Effects<'_>,
    claim: ClaimId,
    article: ArticleId,
    body: ClaimDraft,
    before: Option<&Claim>,
) -> Result<Claim, Failure> {
    let (originator, provenance) = before.map_or_else(
        || (Originator(effects.originator.to_owned()), Provenance::Read),
        |before| (before.originator().clone(), before.provenance().clone()),
    );
    Ok(Claim::seal(claim, article, body, originator, provenance, Marking::default())?)
}
