//! The rules of release as tables that a reviewer reads in a minute (`release_matrix.txt`), and the proof that
//! the tables are all there is: over every combination the reasons are those of the tables together.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use jiff::civil::date;

use super::{
    Case, Decision, Form, Reason, decide,
    fixture::{
        accepted, agree, agreement, apply, article, body, country, leave, marked, marking, noon, partner,
        persons, received_under, record, roster, set, us,
    },
};
use crate::{
    agreement::Topics,
    article::Article,
    claim_kind::ClaimKind,
    claim_state::ClaimState,
    marking::{Marking, Tlp},
    recipient::Recipient,
    record::Happening,
    reliance::Reliance,
    roster::Roster,
    tear_line::{Cut, Keep, TearLine},
};

const COLOURS: [Tlp; 5] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];
const LISTS: [(&str, &[&str]); 5] = [
    ("empty", &[]),
    ("the partners", &["desk", "near"]),
    ("their country", &["KR"]),
    ("their group", &["G-DESK"]),
    ("another", &["other"]),
];
const RECIPIENTS: [&str; 5] =
    ["partner", "group", "group, one abroad", "partner, suspended", "group, one suspended"];
const CAVEATS: [&str; 3] = ["none", "held", "not held"];
const DATES: [&str; 3] = ["in time", "embargo until tomorrow", "expired yesterday"];
const AGREEMENTS: [&str; 8] = [
    "none",
    "colour below the ceiling",
    "colour at the ceiling",
    "colour above the ceiling",
    "on another topic",
    "over since yesterday",
    "two persons, one there",
    "two persons, both there",
];
const STANDINGS: [&str; 5] = ["draft", "accepted", "received, leave", "received, no leave", "retracted"];
const FORMS: [&str; 2] = ["whole", "tear-line"];

/// One combination, by places in the lists above.
#[derive(Clone, Copy)]
struct At {
    colour: usize,
    list: usize,
    recipient: usize,
    caveat: usize,
    dates: usize,
    agreement: usize,
    standing: usize,
    form: usize,
}

/// Everything else being in order.
const IN_ORDER: At =
    At { colour: 1, list: 1, recipient: 0, caveat: 0, dates: 0, agreement: 1, standing: 1, form: 0 };

/// Reasons in a word each.
type Why = BTreeSet<&'static str>;

/// What does not depend on the combination, or on a part of it only.
struct World {
    article: Article,
    states: Vec<ClaimState>,
    rosters: BTreeMap<(usize, usize, usize), Roster>,
}

impl World {
    fn new() -> Self {
        let article = article();
        let received = received_under(Marking::of(Tlp::Clear), body(), &article, "them");
        let (claim, draft) = (received.id, Box::new(body()));
        let drafted = Happening::ClaimDrafted { claim, article: article.id(), draft };
        let ours = accepted(body(), &article);
        let leaves = |state| apply(&apply(state, leave(claim, "desk")), leave(claim, "G-DESK"));
        let retracted = Happening::ClaimRetracted { claim, reason: "wrong".into() };
        let states = vec![
            ClaimState::open(&record(1, drafted)).unwrap(),
            ours.clone(),
            leaves(&received),
            received,
            apply(&ours, retracted),
        ];
        let mut rosters = BTreeMap::new();
        for colour in 0..COLOURS.len() {
            for agreement in 0..AGREEMENTS.len() {
                for recipient in 0..RECIPIENTS.len() {
                    rosters
                        .insert((colour, agreement, recipient), Self::roster(colour, agreement, recipient));
                }
            }
        }
        Self { article, states, rosters }
    }

    fn roster(colour: usize, agreed: usize, recipient: usize) -> Roster {
        let mut near = partner("near");
        if recipient == 2 {
            near.country = country("PL");
        }
        let mut whats = vec![set(partner("desk")), set(near)];
        let suspended = ["", "", "", "desk", "near"][recipient].parse();
        whats.extend(suspended.map(|partner| Happening::PartnerSuspended { partner, reason: "rest".into() }));
        let tlp = COLOURS[colour];
        let ceiling = match agreed {
            2 => tlp,
            3 => COLOURS[colour.saturating_sub(1)],
            _ => Tlp::Red,
        };
        for with in ["desk", "G-DESK"] {
            let mut agreement = agreement(with);
            agreement.ceiling = ceiling;
            match agreed {
                4 => agreement.topics = Topics::Only([ClaimKind::Transfer].into()),
                5 => agreement.until = Some(date(2024, 11, 30)),
                6 | 7 => agreement.two_persons = true,
                _ => {}
            }
            whats.extend((agreed != 0).then(|| agree(agreement)));
        }
        roster(whats)
    }

    fn marking(at: At) -> Marking {
        let mut marking = marking(COLOURS[at.colour], LISTS[at.list].1);
        marking
            .caveats
            .extend(["", "EYES", "NOBODY"].get(at.caveat).filter(|c| !c.is_empty()).map(|c| (*c).into()));
        match at.dates {
            1 => marking.valid_from = Some(date(2024, 12, 2)),
            2 => marking.valid_until = Some(date(2024, 11, 30)),
            _ => {}
        }
        marking
    }

    fn why(&self, at: At, marking: &Marking, states: &[ClaimState], line: &TearLine) -> Why {
        let to: Recipient = if matches!(at.recipient, 0 | 3) { "desk" } else { "G-DESK" }.parse().unwrap();
        let audience = self.rosters[&(at.colour, at.agreement, at.recipient)].audience(&to);
        let whole = at.form == 0;
        let case = Case {
            claim: if whole { &states[at.standing] } else { &self.states[at.standing] },
            article: Some(&self.article),
            form: if whole { Form::Whole } else { Form::TearLine(line) },
            audience: &audience,
            at: noon(),
            ours: &us(),
            persons: &if at.agreement == 7 { persons(&["ana", "ben"]) } else { persons(&["ana", "Ana "]) },
            reliance: &Reliance::default(),
        };
        match decide(&case) {
            Decision::Withhold(reasons) => reasons.iter().map(word).collect(),
            Decision::Release(released) => {
                assert_eq!(released.marking().tlp, marking.tlp);
                assert_eq!(released.to(), &to);
                Why::new()
            }
        }
    }

    /// The states and the tear-line under one marking.
    fn under(&self, marking: &Marking) -> (Vec<ClaimState>, TearLine) {
        let states = self.states.iter().map(|state| marked(state, marking.clone())).collect();
        let cut = Cut {
            claims: &[&self.states[1]],
            articles: &[&self.article],
            text: None,
            keep: Keep::default(),
            marking: marking.clone(),
            reliance: &Reliance::default(),
        };
        (states, TearLine::tear(&cut).unwrap())
    }

    fn alone(&self, at: At) -> Why {
        let marking = Self::marking(at);
        let (states, line) = self.under(&marking);
        self.why(at, &marking, &states, &line)
    }
}

fn word(reason: &Reason) -> &'static str {
    match reason {
        Reason::NotAccepted { .. } => "standing",
        Reason::NoLeave { .. } => "no leave",
        Reason::NotOursToRedact { .. } => "not ours",
        Reason::TearLineLeaks { .. } => "leaks",
        Reason::NoAgreement => "no agreement",
        Reason::AgreementNotYet { .. } => "not yet",
        Reason::AgreementOver { .. } => "over",
        Reason::TopicNotCovered { .. } => "topic",
        Reason::AboveCeiling { .. } => "ceiling",
        Reason::NeedsSecondPerson => "one person",
        Reason::Embargoed { .. } => "early",
        Reason::Expired { .. } => "late",
        Reason::UnknownMarking { .. } => "unknown",
        Reason::NobodyThere => "nobody",
        Reason::RedToGroup => "red",
        Reason::Suspended { .. } => "rests",
        Reason::NotReleasableTo { .. } => "not named",
        Reason::LacksCaveat { .. } => "caveat",
    }
}

/// Nothing lies below CLEAR, so that no ceiling does.
const fn is_there(at: At) -> bool {
    !(at.colour == 0 && at.agreement == 3)
}

/// The three tables, by the parts that each depends on.
struct Tables {
    named: BTreeMap<(usize, usize, usize), Why>,
    agreed: BTreeMap<(usize, usize, usize), Why>,
    limited: BTreeMap<(usize, usize), Why>,
}

impl Tables {
    fn of(world: &World) -> Self {
        let mut tables = Self { named: BTreeMap::new(), agreed: BTreeMap::new(), limited: BTreeMap::new() };
        for (colour, list, recipient) in triples(COLOURS.len(), LISTS.len(), RECIPIENTS.len()) {
            let why = world.alone(At { colour, list, recipient, ..IN_ORDER });
            tables.named.insert((colour, list, recipient), why);
        }
        for (agreement, standing, form) in triples(AGREEMENTS.len(), STANDINGS.len(), FORMS.len()) {
            let why = world.alone(At { agreement, standing, form, ..IN_ORDER });
            tables.agreed.insert((agreement, standing, form), why);
        }
        for (caveat, dates, _) in triples(CAVEATS.len(), DATES.len(), 1) {
            tables.limited.insert((caveat, dates), world.alone(At { caveat, dates, ..IN_ORDER }));
        }
        tables
    }

    fn together(&self, at: At) -> Why {
        let parts = [
            &self.named[&(at.colour, at.list, at.recipient)],
            &self.agreed[&(at.agreement, at.standing, at.form)],
            &self.limited[&(at.caveat, at.dates)],
        ];
        parts.into_iter().flatten().copied().collect()
    }
}

fn triples(a: usize, b: usize, c: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    (0..a).flat_map(move |x| (0..b).flat_map(move |y| (0..c).map(move |z| (x, y, z))))
}

fn cell(why: &Why) -> String {
    if why.is_empty() { "GOES".into() } else { why.iter().copied().collect::<Vec<_>>().join("+") }
}

/// Rows with a head, each column as wide as its widest cell.
fn table(text: &mut String, rows: &[Vec<String>]) {
    let widths: Vec<usize> =
        (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at].len()).max().unwrap_or(0)).collect();
    for row in rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        writeln!(text, "{}", cells.join("  ").trim_end()).unwrap();
    }
    text.push('\n');
}

mod tests;
