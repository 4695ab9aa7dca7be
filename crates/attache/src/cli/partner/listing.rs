//! The list of partners.

use attache_core::{
    agreement::{Agreement, Topics},
    partner::PartnerState,
    recipient::Recipient,
    roster::Roster,
};
use attache_store::Store;
use jiff::Timestamp;
use serde_json::json;

use crate::{
    claim_view::field,
    collections,
    credentials::{self, CredentialInfo},
    failure::{Failure, Outcome},
    node::Node,
    palette::{HEADING, styled},
    partnering,
    screen::Screen,
    session::Session,
    table::{Grid, Look},
};

/// A partner as it is listed.
pub(super) struct Row {
    state: PartnerState,
    agreements: Vec<Agreement>,
    credentials: Vec<CredentialInfo>,
    last_fetch: Option<Timestamp>,
}

/// Lists all partners.
pub(super) fn list(session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let Some(node) = Node::load(store)? else {
        if !session.json {
            session
                .screen
                .line("No partners yet: begin with `attache partner add NAME --name \"Full name\"`.")?;
        }
        return Ok(Outcome::Done);
    };
    let roster = partnering::roster(store)?;
    let rows: Vec<Row> =
        roster.partners().map(|state| row(store, &node, &roster, state)).collect::<Result<_, _>>()?;
    if session.json {
        return rows.iter().try_for_each(|row| session.screen.json(&row.json())).map(|()| Outcome::Done);
    }
    let headings = [
        ("Partner", Some(24)),
        ("Standing", Some(10)),
        ("Groups", Some(14)),
        ("Agreement", None),
        ("Credentials", Some(14)),
        ("Last fetch (UTC)", Some(18)),
    ];
    let mut grid = Grid::new(&session.screen, &headings);
    for row in &rows {
        let partner = &row.state.partner;
        let look = if row.state.suspended { Look::Notice } else { Look::Plain };
        let groups: Vec<_> = partner.groups.iter().map(ToString::to_string).collect();
        grid.row([
            (format!("{}\n{}", partner.id, partner.name), Look::Strong),
            (row.standing().to_owned(), look),
            (groups.join("\n"), Look::Plain),
            (row.agreements_told(), Look::Plain),
            (row.credentials_told(), Look::Plain),
            (row.last_fetch.map(minute).unwrap_or("never".to_owned()), Look::Plain),
        ]);
    }
    grid.lines().try_for_each(|line| session.screen.line(line))?;
    Ok(Outcome::Done)
}

/// An instant to the minute, UTC.
fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// What is listed of a partner.
pub(super) fn row(
    store: &dyn Store,
    node: &Node,
    roster: &Roster,
    state: &PartnerState,
) -> Result<Row, Failure> {
    let id = &state.partner.id;
    let itself = Recipient::Partner(id.clone());
    let groups = state.partner.groups.iter().cloned().map(Recipient::Group);
    let of = |to: Recipient| roster.agreement(&to).and_then(|state| state.agreement.clone());
    let agreements = std::iter::once(itself).chain(groups).filter_map(of).collect();
    let mut last_fetch = None;
    for collection in collections::of_partner(node, roster, state) {
        let fetches = store.fetches(collection.id)?;
        let its_own = fetches.iter().filter(|fetch| fetch.partner == *id);
        last_fetch = its_own.map(|fetch| fetch.at).max().max(last_fetch);
    }
    let credentials = credentials::settings_of(store, id)?;
    Ok(Row { state: state.clone(), agreements, credentials, last_fetch })
}

impl Row {
    const fn standing(&self) -> &'static str {
        if self.state.suspended { "suspended" } else { "active" }
    }

    fn agreements_told(&self) -> String {
        if self.agreements.is_empty() {
            return "none: it gets nothing".to_owned();
        }
        self.agreements.iter().map(agreement).collect::<Vec<_>>().join("\n")
    }

    fn credentials_told(&self) -> String {
        if self.credentials.is_empty() {
            return "none".to_owned();
        }
        let told = |info: &CredentialInfo| format!("{:?}", info.kind).to_lowercase();
        self.credentials.iter().map(told).collect::<Vec<_>>().join("\n")
    }

    /// One object.
    pub(super) fn json(&self) -> serde_json::Value {
        let partner = &self.state.partner;
        json!({
            "partner": partner,
            "since": self.state.since,
            "standing": self.standing(),
            "agreements": self.agreements,
            "credentials": self.credentials,
            "last_fetch": self.last_fetch,
        })
    }

    /// The fields, one a line.
    pub(super) fn print(&self, screen: &mut Screen) -> Result<(), Failure> {
        let partner = &self.state.partner;
        screen.line(styled(HEADING, partner.id.as_str()))?;
        screen.line("")?;
        field(screen, "Name", &partner.name)?;
        field(screen, "Standing", self.standing())?;
        if let Some(country) = partner.country {
            field(screen, "Country", country.as_str())?;
        }
        let groups: Vec<_> = partner.groups.iter().map(ToString::to_string).collect();
        let holds: Vec<_> = partner.holds.iter().cloned().collect();
        for (name, text) in [("Groups", groups.join(", ")), ("Holds", holds.join(", "))] {
            if !text.is_empty() {
                field(screen, name, &text)?;
            }
        }
        if let Some(identity) = &partner.identity {
            field(screen, "Writes as", identity)?;
        }
        field(screen, "Relays", if partner.relays { "yes" } else { "no" })?;
        field(screen, "Agreements", &self.agreements_told().replace('\n', "; "))?;
        field(screen, "Credentials", &self.credentials_told().replace('\n', ", "))?;
        field(screen, "Last fetch", &self.last_fetch.map(minute).unwrap_or("never".to_owned()))
    }
}

/// An agreement in one line.
pub(super) fn agreement(agreement: &Agreement) -> String {
    let topics = match &agreement.topics {
        Topics::All => "all kinds".to_owned(),
        Topics::Only(kinds) => kinds.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    let until = agreement.until.map(|day| format!(" until {day}")).unwrap_or_default();
    let persons = if agreement.two_persons { ", two persons" } else { "" };
    format!(
        "{}: up to TLP:{}, {topics}, from {}{until}{persons}",
        agreement.with,
        agreement.ceiling.to_string().to_uppercase(),
        agreement.from
    )
}
