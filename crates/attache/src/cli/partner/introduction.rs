//! One partner: what is recorded of it, and what it needs to know of this node.

use attache_core::{partner::PartnerId, recipient::Recipient};
use serde_json::json;

use super::{listing, terms::PartnerTerms};
use crate::{
    claim_view::field,
    cli::recalled,
    collections::{self, Collection},
    failure::{Failure, Outcome},
    log_keeping,
    node::Node,
    palette::{FAINT, GOOD, HEADING, styled},
    partnering,
    screen::Screen,
    session::{Opened, Session},
};

/// Adds a partner and tells what it needs to know.
pub(super) fn add(terms: &PartnerTerms, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open_or_make()?;
    let done = partnering::add(&opened.effects(), &terms.name, &terms.given()?)?;
    if session.json {
        return show_of(&opened, &terms.name, session);
    }
    session.screen.line(styled(GOOD, &format!("{} is a partner now", terms.name)))?;
    recalled::print(&mut session.screen, &done)?;
    session.screen.line("")?;
    show_of(&opened, &terms.name, session)?;
    let screen = &mut session.screen;
    screen.line("")?;
    screen.line(styled(FAINT, "It gets nothing yet. Next:"))?;
    screen.line(format!("  attache partner agree {} --ceiling amber --topics all", terms.name))?;
    screen.line(format!("  attache partner token {}", terms.name))?;
    Ok(Outcome::Done)
}

/// Shows a partner.
pub(super) fn show(name: &PartnerId, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open_for_questions()?;
    show_of(&opened, name, session)
}

fn show_of(opened: &Opened, name: &PartnerId, session: &mut Session) -> Result<Outcome, Failure> {
    let store = opened.effects().store;
    let node = Node::existing(store)?;
    let roster = partnering::roster(store)?;
    let state = partnering::known(&roster, name)?;
    let row = listing::row(store, &node, &roster, state)?;
    let seen = collections::of_partner(&node, &roster, state);
    let verifier = log_keeping::verifier_key(&node)?;
    if session.json {
        let collections: Vec<_> =
            seen.iter().map(|one| json!({ "id": one.id, "use": use_of(one) })).collect();
        let node = json!({
            "discovery": DISCOVERY,
            "name": node.name,
            "identity": format!("identity--{}", node.identity),
            "verifier": verifier,
            "collections": collections,
        });
        let mut row = row.json();
        if let Some(members) = row.as_object_mut() {
            members.insert("tell".to_owned(), node);
        }
        return session.screen.json(&row).map(|()| Outcome::Done);
    }
    let screen = &mut session.screen;
    row.print(screen)?;
    screen.line("")?;
    screen.line(styled(HEADING, "What it needs to know of you"))?;
    screen.line("")?;
    field(screen, "Organisation", &node.name)?;
    field(screen, "Address", &format!("https://YOUR-HOST{DISCOVERY} (TAXII 2.1 discovery)"))?;
    field(screen, "Identity", &format!("identity--{}", node.identity))?;
    field(screen, "Log key", &verifier)?;
    seen.iter().try_for_each(|one| print_collection(screen, one))?;
    Ok(Outcome::Done)
}

/// Where TAXII 2.1 (section 4.1) puts the discovery resource.
const DISCOVERY: &str = "/taxii2/";

fn print_collection(screen: &mut Screen, collection: &Collection) -> Result<(), Failure> {
    field(screen, "Collection", &format!("{}  {}", collection.id, use_of(collection)))
}

fn use_of(collection: &Collection) -> String {
    match &collection.used {
        attache_core::collection::CollectionUse::Outbox(Recipient::Partner(_)) => {
            "what you send it".to_owned()
        }
        attache_core::collection::CollectionUse::Outbox(Recipient::Group(group)) => {
            format!("what you send {group}")
        }
        attache_core::collection::CollectionUse::Inbox(_) => "what it sends you".to_owned(),
    }
}
