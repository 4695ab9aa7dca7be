//! `attache show`: one claim or article in full.

use attache_core::{
    article::Article,
    claim_state::{ClaimState, Standing},
    filter::{Filter, Term},
    id::ArticleId,
    span::Span,
};
use attache_store::{AnyId, Store};
use clap::Args;
use serde_json::json;
use strum::VariantArray;

use crate::{
    answer,
    asking::{Grades, Row},
    claim_view,
    failure::{Failure, Outcome},
    palette::{self, styled},
    resolving,
    session::Session,
    visible::visible,
};

/// Show everything about a claim, or an article and its claims
#[derive(Args, Debug)]
#[command(after_help = "An id may be cut short as long as it fits one claim or article only.\n\n\
    Examples:\n  attache show 8f14e45f\n  attache show claim--8f14 --original\n  attache show --json article--03c7")]
pub(crate) struct ShowArgs {
    /// Beginning of the id of a claim or an article
    #[arg(value_name = "ID")]
    id: String,

    /// Show the original bytes too: around the claim's place, or all of the article
    #[arg(long)]
    original: bool,
}

/// Shows it.
pub(crate) fn run(args: &ShowArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    match resolving::any(store, &args.id)? {
        AnyId::Claim(id) => {
            let state = resolving::state(store, id)?;
            show_claim(args, session, store, &state)?;
        }
        AnyId::Article(id) => show_article(args, session, store, id)?,
    }
    Ok(Outcome::Done)
}

fn show_claim(
    args: &ShowArgs,
    session: &mut Session,
    store: &dyn Store,
    state: &ClaimState,
) -> Result<(), Failure> {
    let grades = Grades::load(store, None)?.of_one(store, state)?;
    let article = store.article(state.article)?;
    let records = store.records_of(state.id)?;
    let screen = &mut session.screen;
    if session.json {
        let grade = grades.of(state);
        let mut shown = json!(Row::new(state, &grade).held_against(&grades));
        if let Some(object) = shown.as_object_mut() {
            object.insert("history".into(), json!(records));
        }
        return screen.json(&shown);
    }
    claim_view::claim(screen, state, article.as_ref(), &grades)?;
    claim_view::history(screen, &records)?;
    if args.original {
        screen.line("")?;
        screen.line(styled(palette::HEADING, "In the original"))?;
        for excerpt in &state.body.spans {
            let place = article.as_ref().and_then(|article| original(article, excerpt.span));
            match place {
                Some((place, text)) => {
                    screen.line(format!("  bytes {} to {}:", place.start, place.end))?;
                    screen.wrapped("  ", &visible(&text))?;
                }
                None => screen.line("  the original of this place is not here")?,
            }
        }
    }
    Ok(())
}

/// The bytes of the original behind a place of the stored text, as text.
fn original(article: &Article, place: Span) -> Option<(Span, String)> {
    let found = article.original_place(place)?;
    let bytes = match &article.original {
        Some(original) => original.bytes.as_slice(),
        None => article.text.as_bytes(),
    };
    let slice = bytes.get(found.start..found.end)?;
    Some((found, String::from_utf8_lossy(slice).into_owned()))
}

fn show_article(
    args: &ShowArgs,
    session: &mut Session,
    store: &dyn Store,
    id: ArticleId,
) -> Result<(), Failure> {
    let Some(article) = store.article(id)? else {
        return Err(Failure::Input(format!("{id} is not in the store")));
    };
    let grades = Grades::load(store, None)?;
    let claims = claims_of(store, id, &article)?;
    let screen = &mut session.screen;
    if session.json {
        let ids: Vec<_> = claims.iter().map(|state| state.id).collect();
        return screen.json(&json!({"id": id, "article": article, "claims": ids}));
    }
    claim_view::article(screen, id, &article)?;
    screen.line("")?;
    if claims.is_empty() {
        screen.line("No claims were read in it.")?;
    } else {
        answer::print(screen, &claims.iter().collect::<Vec<_>>(), &grades)?;
    }
    if args.original {
        let bytes = article.original.as_ref().map_or(article.text.as_bytes(), |o| o.bytes.as_slice());
        screen.heading("The original")?;
        screen.line(visible(&String::from_utf8_lossy(bytes)))?;
    }
    Ok(())
}

/// Every claim of an article, rejected and retracted ones too, in the order of its text.
fn claims_of(store: &dyn Store, id: ArticleId, article: &Article) -> Result<Vec<ClaimState>, Failure> {
    let filter = Filter {
        standings: Standing::VARIANTS.to_vec(),
        // Narrows down what is looked at: a corrected chain keeps its outlet as a rule.
        outlet: article.outlet.as_ref().map(|outlet| Term::Words(outlet.name.clone())),
        ..Filter::default()
    };
    let mut claims = store.find(&filter)?;
    claims.retain(|state| state.article == id);
    claims.sort_by_key(|state| state.body.spans.first().map(|excerpt| excerpt.span));
    Ok(claims)
}
