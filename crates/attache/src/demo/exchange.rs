//! The exchange demo: three desks on this machine release, withhold, redact, pull, pass on and recall.
//!
//! Everything runs as it would between three organisations: each desk has its own store, its own server and its
//! own tokens, and learns of the others only what they serve.

use attache_core::{
    agreement::{Agreement, Topics},
    filter::Filter,
    id::ClaimId,
    marking::{Marking, Tlp},
    recipient::Recipient,
    record::Happening,
    tear_line::{Keep, KeptDate},
};
use jiff::civil::date;

use super::{make_folder, station::Station};
use crate::{
    asking::Topic,
    cli::{
        ask::answer_to,
        release::view::{self, Asked},
    },
    failure::Failure,
    palette::{FAINT, GOOD, HEADING, NOTICE, styled},
    partnering, redeciding,
    releasing::{self, Order, Row, tearing::Tear},
    reviewing::{self, Decision},
    screen::Screen,
    session::Session,
    wording::counted,
};

use account::account;
use plan::Plan;

mod account;
mod plan;

/// Runs it.
pub(crate) fn run(session: &mut Session) -> Result<(), Failure> {
    let folder = make_folder()?;
    let screen = &mut session.screen;
    screen.line(styled(HEADING, "attache demo --exchange"))?;
    screen.line("")?;
    screen.wrapped(
        "",
        "Three invented desks on this machine, each with a store, a server and tokens of its own: the Halde Institute \
         reads the nine dispatches and shares; the Tarn Ministry Desk (South Korea) and the Selim Newsroom (Poland) \
         get what is released to them. Nothing leaves this machine.",
    )?;
    let halde = Station::open(&folder, "halde", "Halde Institute")?;
    let tarn = Station::open(&folder, "tarn", "Tarn Ministry Desk")?;
    let selim = Station::open(&folder, "selim", "Selim Newsroom")?;
    meet(screen, &[&halde, &tarn, &selim])?;
    let plan = Plan::make(&halde)?;
    release(screen, &halde, &plan)?;
    pull(
        screen,
        "3  Both pull: each sees what is for it, and no trace of the rest",
        &halde,
        &[&tarn, &selim],
    )?;
    pass_on(screen, &halde, &tarn, &selim, &plan)?;
    recall(screen, &halde, &[&tarn, &selim], &plan)?;
    account(screen, &halde, &plan)?;
    next(screen, &[&halde, &tarn, &selim], &plan)
}

/// The desks learn of each other: key, identity, token, agreement.
fn meet(screen: &mut Screen, desks: &[&Station; 3]) -> Result<(), Failure> {
    let [halde, tarn, selim] = desks;
    screen.heading("1  Three desks")?;
    for desk in desks {
        screen.line(format!("  {:<20} http://{}/taxii2/", desk.name, desk.address))?;
    }
    halde.takes_on(tarn, "KR")?;
    halde.takes_on(selim, "PL")?;
    tarn.takes_on(halde, "NO")?;
    tarn.takes_on(selim, "PL")?;
    selim.takes_on(halde, "NO")?;
    selim.takes_on(tarn, "KR")?;
    agree(halde, tarn, Tlp::Amber)?;
    agree(halde, selim, Tlp::Green)?;
    agree(tarn, selim, Tlp::Green)?;
    screen.line("")?;
    screen.line("Halde agreed to show Tarn up to TLP:AMBER, and Selim up to TLP:GREEN.")
}

fn agree(desk: &Station, with: &Station, ceiling: Tlp) -> Result<(), Failure> {
    let agreement = Agreement {
        with: Recipient::Partner(with.id()?),
        ceiling,
        topics: Topics::All,
        from: date(2024, 1, 1),
        until: None,
        two_persons: false,
    };
    partnering::agree(&desk.effects(), &agreement).map(drop)
}

/// Marks, previews, releases, and redacts.
fn release(screen: &mut Screen, halde: &Station, plan: &Plan) -> Result<(), Failure> {
    screen.heading("2  Halde marks and releases")?;
    let accepted = counted(plan.accepted, "claim");
    screen.wrapped(
        "",
        &format!(
            "{accepted} were accepted. A new claim is releasable to nobody. One is now TLP:GREEN for Tarn and Selim, \
             one TLP:AMBER for Tarn; the others stay as they are."
        ),
    )?;
    mark(halde, plan.both, Tlp::Green, &["tarn", "selim"])?;
    mark(halde, plan.tarn, Tlp::Amber, &["tarn"])?;
    for to in ["tarn", "selim"] {
        let to = recipient(to)?;
        screen.line("")?;
        command(
            screen,
            &format!(
                "attache release --to {to} {} {} {}",
                plan.both.short(),
                plan.tarn.short(),
                plan.torn.short()
            ),
        )?;
        let claims = [plan.both, plan.tarn, plan.torn];
        let order = Order { to: &to, claims: &claims, tear: None };
        let rows = releasing::release(&halde.effects(), &order)?;
        view::print(screen, &to, &rows, Asked::Release, true)?;
    }
    let rows = tear(halde, plan)?;
    screen.line("")?;
    screen.wrapped("", "Selim may not have the second and third claim. Of the third it gets a tear-line:")?;
    command(
        screen,
        &format!(
            "attache release --to selim --tear-line {} --keep figures,date=month,items,parties --tlp green --releasable-to selim",
            plan.torn.short()
        ),
    )?;
    view::print(screen, &recipient("selim")?, &rows, Asked::Release, true)
}

fn tear(halde: &Station, plan: &Plan) -> Result<Vec<Row>, Failure> {
    let to = recipient("selim")?;
    let marking = Marking { releasable_to: ["selim".to_owned()].into(), ..Marking::of(Tlp::Green) };
    let keep = Keep { figures: true, date: KeptDate::Month, ..Keep::default() };
    let tear = Tear { keep, text: None, marking };
    releasing::release(&halde.effects(), &Order { to: &to, claims: &[plan.torn], tear: Some(&tear) })
}

fn mark(desk: &Station, claim: ClaimId, tlp: Tlp, to: &[&str]) -> Result<(), Failure> {
    let marking = Marking { releasable_to: to.iter().map(ToString::to_string).collect(), ..Marking::of(tlp) };
    redeciding::record_one(&desk.effects(), &Happening::MarkingSet { claim, marking }).map(drop)
}

fn recipient(name: &str) -> Result<Recipient, Failure> {
    name.parse().map_err(|cause| Failure::Input(format!("{cause}")))
}

pub(super) fn command(screen: &mut Screen, text: &str) -> Result<(), Failure> {
    screen.line(styled(FAINT, &format!("$ {text}")))
}

/// Each pulls and tells what it sees.
fn pull(screen: &mut Screen, title: &str, from: &Station, desks: &[&Station]) -> Result<(), Failure> {
    screen.heading(title)?;
    for desk in desks {
        screen.line(styled(NOTICE, &format!("At {}:", desk.name)))?;
        command(screen, &format!("attache sync {}", from.short))?;
        pulled(screen, desk, from)?;
        command(screen, "attache ask claims")?;
        sees(screen, desk)?;
        screen.line("")?;
    }
    Ok(())
}

fn pulled(screen: &mut Screen, desk: &Station, from: &Station) -> Result<(), Failure> {
    let run = desk.pulls(from)?;
    if let Some(why) = &run.error {
        return Err(Failure::Input(format!("{} could not pull from {}: {why}", desk.name, from.name)));
    }
    let wrong = run.collections.iter().find_map(|one| one.alarm.as_ref().or(one.error.as_ref()));
    if let Some(one) = wrong {
        return Err(Failure::Input(format!("{} could not pull from {}: {one}", desk.name, from.name)));
    }
    let new: u64 = run.collections.iter().map(|one| one.arrived.new).sum();
    let objects = counted(usize::try_from(new).unwrap_or(usize::MAX), "new object");
    let told = format!("{objects}, each covered by a checkpoint that {} signed", from.name);
    screen.line(styled(GOOD, &told))
}

fn sees(screen: &mut Screen, desk: &Station) -> Result<(), Failure> {
    answer_to(screen, &*desk.store, Topic::Claims, &Filter::default())
}

/// Tarn passes on what is Halde's: not without leave.
fn pass_on(
    screen: &mut Screen,
    halde: &Station,
    tarn: &Station,
    selim: &Station,
    plan: &Plan,
) -> Result<(), Failure> {
    screen.heading("4  Tarn passes on what is Halde's: not without leave")?;
    let to = recipient(selim.short)?;
    mark(tarn, plan.tarn, Tlp::Green, &[selim.short])?;
    let order = Order { to: &to, claims: &[plan.tarn], tear: None };
    command(screen, &format!("attache release --to {to} {}", plan.tarn.short()))?;
    let rows = releasing::release(&tarn.effects(), &order)?;
    view::print(screen, &to, &rows, Asked::Release, true)?;
    screen.line("")?;
    screen.wrapped(
        "",
        &format!(
            "Halde's colour binds Tarn too: what came as TLP:AMBER stays so. For the claim that came as TLP:GREEN, {} \
             gives its leave by letter, and Tarn records that:",
            halde.name
        ),
    )?;
    command(
        screen,
        &format!("attache partner leave {} --to {to} --reason \"letter of 3 December\"", plan.both.short()),
    )?;
    partnering::leave(&tarn.effects(), plan.both, &to, "letter of 3 December")?;
    mark(tarn, plan.both, Tlp::Green, &[selim.short])?;
    let order = Order { to: &to, claims: &[plan.both], tear: None };
    command(screen, &format!("attache release --to {to} {}", plan.both.short()))?;
    let rows = releasing::release(&tarn.effects(), &order)?;
    view::print(screen, &to, &rows, Asked::Release, true)?;
    screen.line("")?;
    screen.line(styled(NOTICE, &format!("At {}:", selim.name)))?;
    command(screen, &format!("attache sync {}", tarn.short))?;
    pulled(screen, selim, tarn)?;
    let state = selim.store.claim(plan.both)?;
    let roads: Vec<_> = state.iter().flat_map(|state| state.received_from.iter().cloned()).collect();
    screen.wrapped(
        "",
        &format!(
            "It is the claim that Selim has already: it came by {}, is still {}'s, and corroborates nothing.",
            roads.join(" and by "),
            halde.name
        ),
    )
}

/// Halde retracts a claim: it reaches all who had it.
fn recall(screen: &mut Screen, halde: &Station, desks: &[&Station], plan: &Plan) -> Result<(), Failure> {
    screen.heading("5  Halde retracts a claim: all who had it learn of it")?;
    command(
        screen,
        &format!("attache retract {} --reason \"the outlet withdrew the report\"", plan.both.short()),
    )?;
    let state = halde.store.claim(plan.both)?;
    let state = state.ok_or_else(|| Failure::Input("a claim of the demo is gone".into()))?;
    let decision = Decision::Retract { reason: "the outlet withdrew the report".into() };
    let done = reviewing::decide(&halde.effects(), &state, &decision)?;
    for recalled in &done.followed.recalled {
        screen.line(format!("called back from {}", recalled.to))?;
    }
    for desk in desks {
        screen.line("")?;
        screen.line(styled(NOTICE, &format!("At {}:", desk.name)))?;
        command(screen, &format!("attache sync {}", halde.short))?;
        pulled(screen, desk, halde)?;
        let standing =
            desk.store.claim(plan.both)?.map_or("gone", |state| crate::wording::standing(state.standing));
        screen.line(format!("claim {}: {standing}", plan.both.short()))?;
    }
    Ok(())
}

/// Where the stores are, and commands that work on them.
fn next(screen: &mut Screen, desks: &[&Station], plan: &Plan) -> Result<(), Failure> {
    screen.heading("What next")?;
    screen.line("The stores are kept:")?;
    for desk in desks {
        screen.line(format!("  {:<20} {}", desk.name, styled(NOTICE, &desk.path.display().to_string())))?;
    }
    screen.line("")?;
    screen.line("Try, with --store and one of them:")?;
    for (command, why) in [
        ("attache partner list".to_owned(), "who is there, and what was agreed"),
        (format!("attache release --preview --to selim {}", plan.tarn.short()), "why it would not go out"),
        (format!("attache show {}", plan.both.short()), "its history, at each desk another"),
        ("attache ask received".into(), "what came, and what became of it"),
        ("attache serve".into(), "serve this desk again"),
    ] {
        screen.line(format!("  {command:<52} {}", styled(FAINT, why)))?;
    }
    Ok(())
}
