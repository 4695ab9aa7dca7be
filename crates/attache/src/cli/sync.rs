//! `attache sync`: pulls what partners offer.

use attache_core::partner::PartnerId;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::{
    cli::received,
    failure::{Failure, Outcome},
    following::{self, Patience, Run, alarm, alarm::After, health::Health},
    palette::{BAD, FAINT, GOOD, styled},
    receiving,
    remote::Remote,
    session::{Opened, Session},
    table::{Grid, Look},
    transport::Https,
    visible::visible_line,
    wording::counted,
};

/// Pull what partners offer, and look at what they sent
#[derive(Args, Debug)]
#[command(
    after_help = "Each object is taken once; a run that was cut off goes on where it was. Where the partner is an attache\n\
    node and its key is known, its log is verified at each run: one that contradicts itself raises an alarm,\n\
    which stops following it until a person has looked (the evidence is kept).\n\n\
    Exit code 1: something could not be followed, or an alarm stands.\n\n\
    Examples:\n  attache sync\n  attache sync harbour-desk\n  attache sync --status --json\n  attache sync --watch"
)]
pub(crate) struct SyncArgs {
    /// Only these partners [default: all with a remote]
    #[arg(value_name = "PARTNER")]
    partners: Vec<PartnerId>,
    /// Show how following goes, and ask nobody
    #[arg(long, conflicts_with_all = ["watch", "clear_alarm", "start_over", "look_again"])]
    status: bool,
    /// Go on until interrupted, each partner in its time
    #[arg(long)]
    watch: bool,
    /// The alarm of this partner was looked at: follow further from what was verified
    #[arg(long, value_name = "PARTNER", conflicts_with_all = ["watch", "start_over", "look_again"])]
    clear_alarm: Option<PartnerId>,
    /// Trust this partner's log anew: read it again from its beginning
    #[arg(long, value_name = "PARTNER", conflicts_with_all = ["watch", "look_again"])]
    start_over: Option<PartnerId>,
    /// Look again at all that this partner ever sent: what could not be read before may be readable now
    #[arg(long, value_name = "PARTNER", conflicts_with = "watch")]
    look_again: Option<PartnerId>,
}

/// Pulls, or does what else was asked for.
pub(crate) fn run(args: &SyncArgs, session: &mut Session) -> Result<Outcome, Failure> {
    if args.status {
        return status(args, session);
    }
    let opened = session.open()?;
    let cleared = args.clear_alarm.as_ref().map(|partner| (partner, After::Verified));
    let cleared = cleared.or(args.start_over.as_ref().map(|partner| (partner, After::Beginning)));
    if let Some((partner, after)) = cleared {
        return clear(partner, after, &opened, session);
    }
    if let Some(partner) = &args.look_again {
        receiving::partner(opened.effects().store, partner)?;
        let tally = receiving::look_again(&opened.effects(), partner)?;
        received::print_tally(session, partner, &tally)?;
        return Ok(Outcome::Done);
    }
    if args.watch {
        session.screen.note("Following until interrupted (Ctrl-C). What is kept is kept.");
        let (_running, stop) = std::sync::mpsc::channel();
        following::background::run(&opened.effects(), &[], &stop);
        return Ok(Outcome::Done);
    }
    let remotes = chosen(args, &opened)?;
    let mut ended = Outcome::Done;
    for remote in &remotes {
        if !one(remote, &opened, session)?.is_fine() {
            ended = Outcome::SomethingWrong;
        }
    }
    Ok(ended)
}

fn chosen(args: &SyncArgs, opened: &Opened) -> Result<Vec<Remote>, Failure> {
    let effects = opened.effects();
    if args.partners.is_empty() {
        let remotes = Remote::all(effects.store)?;
        if remotes.is_empty() {
            return Err(Failure::Input(
                "there is no remote yet: `attache remote set PARTNER --url URL`".into(),
            ));
        }
        return Ok(remotes);
    }
    let known = args.partners.iter().map(|partner| {
        receiving::partner(effects.store, partner)?;
        Remote::load(effects.store, partner)?.ok_or_else(|| {
            Failure::Input(format!("{partner} has no remote: `attache remote set {partner} --url URL`"))
        })
    });
    known.collect()
}

fn one(remote: &Remote, opened: &Opened, session: &mut Session) -> Result<Run, Failure> {
    let bar = if session.screen.watched { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix}: {msg}, {pos} objects, {elapsed}") {
        bar.set_style(style);
    }
    bar.set_prefix(remote.partner.to_string());
    let run = match Https::new(remote) {
        Ok(https) => {
            following::pull(&opened.effects(), remote, &https, Patience::Now, &mut |title, count| {
                bar.set_message(visible_line(title));
                bar.set_position(count);
                true
            })?
        }
        Err(cause) => Run { error: Some(cause.to_string()), ..Run::default() },
    };
    bar.finish_and_clear();
    print(remote, &run, session)?;
    Ok(run)
}

fn print(remote: &Remote, run: &Run, session: &mut Session) -> Result<(), Failure> {
    let partner = &remote.partner;
    if session.json {
        let collections = run.collections.iter().map(
            |one| json!({ "id": one.id, "arrived": one.arrived, "error": one.error, "alarm": one.alarm }),
        );
        return session.screen.json(&json!({
            "partner": partner, "error": run.error, "received": run.received,
            "collections": collections.collect::<Vec<_>>(),
        }));
    }
    let screen = &mut session.screen;
    if let Some(why) = &run.error {
        screen.complaint(&format!("{partner}:"), why);
    }
    for one in &run.collections {
        if let Some(what) = &one.alarm {
            screen.complaint(
                "ALARM",
                &format!(
                    "{partner}, collection {}: {what}. Following it has stopped. `attache sync --status --json` shows the \
                     evidence; talk to the partner, then `attache sync --clear-alarm {partner}`",
                    one.id
                ),
            );
        }
        if let Some(why) = &one.error {
            screen.complaint(&format!("{partner}, collection {}:", one.id), why);
        }
        if one.arrived.conflicting > 0 {
            let told = format!(
                "{} under the id and version of others",
                counted(one.arrived.conflicting as usize, "object")
            );
            screen.complaint(&format!("{partner}:"), &told);
        }
    }
    received::print_tally(session, partner, &run.received)
}

fn clear(
    partner: &PartnerId,
    after: After,
    opened: &Opened,
    session: &mut Session,
) -> Result<Outcome, Failure> {
    let effects = opened.effects();
    receiving::partner(effects.store, partner)?;
    let changed = alarm::clear(&effects, partner, after)?;
    let told = match (changed, after) {
        (0, _) => format!("{partner}: there was no alarm"),
        (_, After::Verified) => {
            format!("{partner}: alarm cleared, evidence kept; the next sync goes on from what was verified")
        }
        (_, After::Beginning) => format!("{partner}: the next sync reads all of it again"),
    };
    session.screen.line(styled(GOOD, &told))?;
    Ok(Outcome::Done)
}

fn status(args: &SyncArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open_for_questions()?;
    let found = following::health::all(opened.effects().store, &args.partners)?;
    let wrong = found.iter().any(|one| one.alarm.is_some() || one.failures > 0);
    let screen = &mut session.screen;
    if session.json {
        for one in &found {
            screen.json(one)?;
        }
    } else if found.is_empty() {
        screen.note(styled(FAINT, "Nobody is followed yet: `attache remote set PARTNER --url URL`."));
    } else {
        let headings = [
            ("Partner", None),
            ("Collection", None),
            ("Last read", None),
            ("Objects", None),
            ("State", None),
            ("Next", None),
        ];
        let mut grid = Grid::new(screen, &headings);
        found.iter().for_each(|one| grid.row(row(one)));
        for line in grid.lines() {
            screen.line(line)?;
        }
        for one in found.iter().filter(|one| one.alarm.is_some()) {
            screen.line(styled(
                BAD,
                &format!("ALARM: `attache sync --clear-alarm {}` once it was looked at", one.partner),
            ))?;
        }
    }
    Ok(if wrong { Outcome::SomethingWrong } else { Outcome::Done })
}

fn row(one: &Health) -> [(String, Look); 6] {
    let time = |at: Option<jiff::Timestamp>| {
        at.map_or("never".to_owned(), |at| at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string())
    };
    let verified = one.verified.map_or(String::new(), |leaves| format!(", log verified to {leaves}"));
    let (state, look) = match (&one.alarm, one.failures) {
        (Some(alarm), _) => (format!("ALARM: {}", alarm.what), Look::Notice),
        (None, 0) => (format!("fine{verified}"), Look::Plain),
        (None, failures) => {
            let why = one.last_error.as_deref().unwrap_or("no answer");
            (format!("{} in a row: {why}", counted(failures as usize, "failure")), Look::Notice)
        }
    };
    let name = one.title.as_ref().or(one.collection.as_ref());
    let objects = if one.refused > 0 {
        format!("{}, {} refused", one.objects, one.refused)
    } else {
        one.objects.to_string()
    };
    [
        (one.partner.to_string(), Look::Strong),
        (name.cloned().unwrap_or_else(|| "(none known)".into()), Look::Plain),
        (time(one.last_success), Look::Plain),
        (objects, Look::Plain),
        (state, look),
        (
            if one.alarm.is_some() {
                "stopped".into()
            } else {
                one.next.map_or("now".into(), |at| time(Some(at)))
            },
            Look::Faint,
        ),
    ]
}
