//! From what people type to the thing that they mean: ids by their beginning, words of a question.

use attache_core::{
    claim_state::ClaimState,
    filter::Term,
    id::{ArticleId, ClaimId},
};
use attache_store::{AnyId, Store};
use attache_text::words::Words;

use crate::{failure::Failure, wording};

/// The one article or claim whose id begins so.
pub(crate) fn any(store: &dyn Store, typed: &str) -> Result<AnyId, Failure> {
    only(store, typed, &store.resolve(typed)?)
}

/// The one claim whose id begins so.
pub(crate) fn claim(store: &dyn Store, typed: &str) -> Result<ClaimState, Failure> {
    let found = store.resolve(typed)?;
    let claims: Vec<_> = found.iter().copied().filter(|id| matches!(id, AnyId::Claim(_))).collect();
    if claims.is_empty() && !found.is_empty() {
        return Err(Failure::Input(format!(
            "{typed} is an article; this needs a claim: `attache show {typed}` lists its claims"
        )));
    }
    match only(store, typed, &claims)? {
        AnyId::Claim(id) => state(store, id),
        AnyId::Article(_) => Err(unknown(typed)),
    }
}

/// The one article whose id begins so.
pub(crate) fn article(store: &dyn Store, typed: &str) -> Result<ArticleId, Failure> {
    let found = store.resolve(typed)?;
    let articles: Vec<_> = found.into_iter().filter(|id| matches!(id, AnyId::Article(_))).collect();
    match only(store, typed, &articles)? {
        AnyId::Article(id) => Ok(id),
        AnyId::Claim(_) => Err(unknown(typed)),
    }
}

/// The state of a claim that must be there.
pub(crate) fn state(store: &dyn Store, id: ClaimId) -> Result<ClaimState, Failure> {
    store.claim(id)?.ok_or_else(|| unknown(&id.to_string()))
}

fn unknown(typed: &str) -> Failure {
    Failure::Input(format!(
        "no article or claim has an id that begins with `{typed}`: `attache ask claims` lists the claims with their ids"
    ))
}

fn only(store: &dyn Store, typed: &str, found: &[AnyId]) -> Result<AnyId, Failure> {
    match found {
        [] => Err(unknown(typed)),
        [one] => Ok(*one),
        several => Err(Failure::Input(ambiguous(store, typed, several)?)),
    }
}

fn ambiguous(store: &dyn Store, typed: &str, several: &[AnyId]) -> Result<String, Failure> {
    const SHOWN: usize = 12;
    let mut words = format!("several ids begin with `{typed}`; type more of the one that you mean:");
    for id in several.iter().take(SHOWN) {
        let (short, about) = match id {
            AnyId::Article(id) => {
                let title = store.article(*id)?.and_then(|article| article.title);
                (format!("article--{}", id.short()), title.unwrap_or_default())
            }
            AnyId::Claim(id) => {
                let words = store.claim(*id)?.map(|state| wording::content(&state.body, 60));
                (format!("claim--{}", id.short()), words.unwrap_or_default())
            }
        };
        words.push_str(&format!("\n  {short}  {}", wording::shortened(&about, 50)));
    }
    if several.len() > SHOWN {
        words.push_str("\n  …");
    }
    Ok(words)
}

/// For what a word of a question is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Somebody who acts, gives or receives, or a carrier.
    Party,
    /// Where.
    Place,
    /// With what.
    Item,
}

/// What a word means in its role; where the tables know no such thing, the word itself, and a note.
pub(crate) fn term(words: &Words, role: Role, word: &str) -> (Term, Option<String>) {
    let term = words.term(word);
    let fits = matches!(
        (&term, role),
        (Term::Country(_), Role::Party | Role::Place)
            | (Term::Subdivision(_), Role::Place)
            | (Term::Category(_), Role::Item)
    );
    if fits {
        return (term, None);
    }
    // "Soldiers" is asked for by its usual name, "troops".
    if role == Role::Item
        && let Some(name) = words.item(word)
    {
        return (Term::Words(name.to_owned()), None);
    }
    let wanted = match role {
        Role::Party => "country",
        Role::Place => "country or region",
        Role::Item => "class of items",
    };
    let note = format!("“{word}” is no {wanted} that attache knows: searching for the word in the names");
    (Term::Words(word.to_owned()), Some(note))
}
