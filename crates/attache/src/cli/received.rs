//! `attache ask received`: what partners sent, and what became of it.

use attache_core::{object_key::ObjectKey, partner::PartnerId};
use attache_store::{PageQuery, Store, VersionMatch};
use serde_json::json;

use crate::{
    collections,
    failure::{Failure, Outcome},
    node::Node,
    palette::{BAD, FAINT, GOOD, styled},
    partnering,
    receiving::{self, Came, Fate, Tally, arrival, came},
    session::Session,
    table::{Grid, Look},
    visible::visible_line,
    wording::counted,
};

/// How many entries are looked up at a time.
const PAGE: usize = 500;

/// Which of them are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// All that could be claims.
    All,
    /// Those refused, and those that say something else than what came first.
    Refused,
    /// Those that nobody here can read, or that wait.
    Unread,
}

impl Which {
    const fn takes(self, fate: Fate) -> bool {
        match self {
            Self::All => true,
            Self::Refused => fate.is_wrong(),
            Self::Unread => matches!(fate, Fate::Unread | Fate::Waiting),
        }
    }
}

/// Prints what came, in the order in which it came; of one partner or of all.
pub(crate) fn run(
    from: Option<&PartnerId>,
    which: Which,
    limit: usize,
    session: &mut Session,
) -> Result<Outcome, Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let partners = match from {
        Some(partner) => vec![receiving::partner(store, partner)?],
        None => partnering::roster(store)?.partners().cloned().collect(),
    };
    let Some(node) = Node::load(store)?.filter(|_| !partners.is_empty()) else {
        session.screen.note(styled(FAINT, "Nobody has sent anything: there is no partner yet."));
        return Ok(Outcome::Done);
    };
    let mut rows = Vec::new();
    let mut more = false;
    for state in &partners {
        let partner = &state.partner.id;
        let inbox = collections::inbox(&node, state).id;
        let room = limit.saturating_sub(rows.len());
        let (found, cut) = lines(store, partner, inbox, which, room)?;
        rows.extend(found.into_iter().map(|came| (partner.clone(), came)));
        more |= cut;
        if which != Which::Unread {
            misfits(store, partner, session)?;
        }
    }
    print(&rows, session)?;
    if more {
        session.screen.note(styled(FAINT, &format!("There is more: these are the first {limit} (--limit).")));
    }
    Ok(Outcome::Done)
}

/// The lines of a partner's ledger, by way of its inbox, and whether there are more.
fn lines(
    store: &dyn Store,
    partner: &PartnerId,
    inbox: attache_core::collection::CollectionId,
    which: Which,
    room: usize,
) -> Result<(Vec<Came>, bool), Failure> {
    let mut found = Vec::new();
    let mut after = i64::MIN;
    loop {
        let page = store.page(&PageQuery {
            collection: inbox,
            after,
            limit: PAGE,
            objects: Vec::new(),
            types: Vec::new(),
            versions: VersionMatch { all: true, ..VersionMatch::default() },
            bytes: false,
            room: usize::MAX,
        })?;
        let Some(last) = page.entries.last() else { return Ok((found, false)) };
        after = last.position;
        for entry in &page.entries {
            let Some(line) = line(store, partner, &entry.object, entry.position)? else { continue };
            if which.takes(line.fate) {
                if found.len() >= room {
                    return Ok((found, true));
                }
                found.push(line);
            }
        }
    }
}

/// The line of an object, where this entry is the one that it is about.
fn line(
    store: &dyn Store,
    partner: &PartnerId,
    object: &ObjectKey,
    position: i64,
) -> Result<Option<Came>, Failure> {
    Ok(came::of(store, partner, object)?.filter(|came| came.position == position))
}

/// Tells of what came and has no place in the inbox.
fn misfits(store: &dyn Store, partner: &PartnerId, session: &mut Session) -> Result<(), Failure> {
    for kept in arrival::misfits(store, partner)? {
        if session.json {
            session.screen.json(&json!({
                "partner": partner, "object": kept.id, "fate": "refused", "reason": kept.why, "at": kept.at,
            }))?;
        } else {
            let name = kept.id.as_deref().unwrap_or("something without an id");
            session.screen.complaint(&format!("{partner}:"), &format!("{name}: {}", kept.why));
        }
    }
    Ok(())
}

fn print(rows: &[(PartnerId, Came)], session: &mut Session) -> Result<(), Failure> {
    let screen = &mut session.screen;
    if session.json {
        for (partner, came) in rows {
            screen.json(&json!({
                "partner": partner, "object": came.object, "fate": came.fate, "claim": came.claim,
                "reason": came.reason, "at": came.at,
            }))?;
        }
        return Ok(());
    }
    if rows.is_empty() {
        screen.note(styled(FAINT, "Nothing of that sort came."));
        return Ok(());
    }
    let headings = [
        ("Partner", None),
        ("Seen", None),
        ("Object", None),
        ("What became of it", None),
        ("Claim", Some(8)),
    ];
    let mut grid = Grid::new(screen, &headings);
    for (partner, came) in rows {
        let told = came
            .reason
            .as_ref()
            .map_or(came.fate.told().to_owned(), |why| format!("{}: {why}", came.fate.told()));
        grid.row([
            (partner.to_string(), Look::Strong),
            (came.at.strftime("%Y-%m-%d %H:%M").to_string(), Look::Faint),
            (came.object.clone(), Look::Faint),
            (told, if came.fate.is_wrong() { Look::Notice } else { Look::Plain }),
            (came.claim.map(|claim| claim.short()).unwrap_or_default(), Look::Plain),
        ]);
    }
    for line in grid.lines() {
        screen.line(line)?;
    }
    Ok(())
}

/// Tells in a line what a run of looking came to, and names what is wrong.
pub(crate) fn print_tally(session: &mut Session, partner: &PartnerId, tally: &Tally) -> Result<(), Failure> {
    if session.json {
        return Ok(());
    }
    let screen = &mut session.screen;
    let mut told = format!("{partner}: {} looked at", counted(tally.objects as usize, "object"));
    for (fate, count) in &tally.fates {
        told.push_str(&format!(", {count} {}", fate.told()));
    }
    let wrong = tally.fates.iter().any(|(fate, _)| fate.is_wrong());
    screen.line(styled(if wrong { BAD } else { GOOD }, &told))?;
    for came in &tally.wrong {
        let why = came.reason.as_deref().unwrap_or_default();
        screen
            .complaint(&format!("  {}", visible_line(&came.object)), &format!("{}: {why}", came.fate.told()));
    }
    Ok(())
}
