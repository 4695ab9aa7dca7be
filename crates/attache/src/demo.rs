//! The demo: nine invented dispatches are read, kept and asked about, in a store of their own; then a few of one
//! sentence are weighed.
//!
//! Each dispatch is recorded on the day of its publication, so that `--as-of` has something to show. Given
//! the same build, the output is the same but for the path of the store.

use std::path::{Path, PathBuf};

use attache_core::{
    claim_kind::ClaimKind,
    claim_state::ClaimState,
    filter::{Filter, Term},
    grade::{Credibility, Reliability},
    quantity::Figure,
};
use attache_store::{Store, sqlite::Sqlite};
use attache_text::{reading::take_in, words::Words};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    adding::{self, Policy},
    answer::ROOMY,
    asking::{Topic, end_of_day},
    cli::ask::answer_to,
    demo::{
        dispatch::{DISPATCHES, Dispatch},
        judgement::Judgement,
    },
    effects::{Effects, StoppedClock, SystemChance},
    failure::Failure,
    grading,
    palette::{FAINT, HEADING, NOTICE, styled},
    screen::Screen,
    session::{Session, reading_words},
    table::{Grid, Look},
    visible::visible_line,
    wording::{self, counted},
};

pub(crate) mod dispatch;
pub(crate) mod exchange;
mod judgement;
mod short_dispatch;
mod station;

/// Under which name the demo records.
const DESK: &str = "demo desk";

/// Drafts of which the reader is at least this sure are accepted in the demo, tenths.
const SURE_TENTHS: u32 = 7;

/// Runs it.
pub(crate) fn run(session: &mut Session) -> Result<(), Failure> {
    let words = reading_words()?;
    let path = make_folder()?.join("attache.db");
    let store = Sqlite::open(&path)?;
    let screen = &mut session.screen;
    screen.line(styled(HEADING, "attache demo"))?;
    screen.line("")?;
    screen.wrapped(
        "",
        "Nine invented dispatches about events of autumn 2024 are read, kept and asked about. Outlets and \
         speakers are invented. Nothing is fetched and nothing is sent.",
    )?;
    add_all(screen, &store, &words)?;
    grade(&store)?;
    question(screen, &store, "1  Who deployed what where?", "ask deployments", Topic::Deployments)?;
    question(screen, &store, "2  Who transfers what to whom?", "ask transfers", Topic::Transfers)?;
    question(
        screen,
        &store,
        "3  What was each government's position, and when did it change?",
        "ask positions",
        Topic::Positions,
    )?;
    then_and_now(screen, &store)?;
    Judgement { screen, store: &store, words: &words, policy: policy(0) }.show()?;
    next(screen, &store, &path)
}

fn make_folder() -> Result<PathBuf, Failure> {
    tempfile::Builder::new().prefix("attache-demo-").tempdir().map(tempfile::TempDir::keep).map_err(|cause| {
        Failure::Input(format!(
            "no temporary folder can be made ({cause}): make room, or name a folder in TMPDIR"
        ))
    })
}

/// Reads and keeps every dispatch on its day, and lists them.
fn add_all(screen: &mut Screen, store: &dyn Store, words: &Words) -> Result<(), Failure> {
    let headings = [("Published", Some(12)), ("Outlet", Some(34)), ("Dispatch", None), ("Claims", Some(8))];
    let mut grid = Grid::new(screen, &headings);
    let mut drafts = 0_usize;
    for dispatch in &DISPATCHES {
        let (article, _) = take_in(dispatch.bytes, &dispatch.given(), words);
        let title = article.title.clone().unwrap_or_else(|| dispatch.title.to_owned());
        let outlet = article.carrier().name;
        let day = article.published.unwrap_or_else(|| dispatch.day());
        let clock = StoppedClock(evening(day)?);
        let added = adding::add(&effects(store, &clock), article, policy(SURE_TENTHS), words)?;
        drafts = drafts.saturating_add(added.drafts);
        grid.row([
            (day.to_string(), Look::Plain),
            (visible_line(&outlet), Look::Plain),
            (visible_line(&title), Look::Strong),
            (added.drafts.to_string(), Look::Plain),
        ]);
    }
    screen.line("")?;
    grid.lines().try_for_each(|line| screen.line(line))?;
    let told = format!("{} kept, each with its sentence and its sources", counted(drafts, "claim"));
    screen.line(styled(FAINT, &told))
}

/// The demo's desk accepts drafts of which the reader is at least this sure, tenths.
fn policy(tenths: u32) -> Option<Policy> {
    Figure::new(f64::from(tenths) / 10.0).map(|above| Policy { above }).ok()
}

fn effects<'a>(store: &'a dyn Store, clock: &'a StoppedClock) -> Effects<'a> {
    Effects { store, clock, chance: &SystemChance, by: DESK, originator: DESK }
}

/// In the evening of a day, UTC: when the demo's desk records what was published.
fn evening(day: Date) -> Result<Timestamp, Failure> {
    TimeZone::UTC
        .to_timestamp(day.at(18, 0, 0, 0))
        .map_err(|cause| Failure::Input(format!("{day} is no day to record on ({cause})")))
}

/// The desk grades the sources that it knows, and one claim. A source that the reader did not find is
/// left ungraded.
fn grade(store: &dyn Store) -> Result<(), Failure> {
    let clock = StoppedClock(evening(dispatch::LAST_DAY)?);
    let effects = effects(store, &clock);
    for (name, reliability) in [
        ("National Intelligence Service", Reliability::B),
        ("Hanbit Institute for Security Studies", Reliability::B),
        ("Northern Wire", Reliability::A),
    ] {
        match grading::source(&effects, name, reliability, Some("track record".into())) {
            Ok(_) | Err(Failure::Input(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    if let Some(state) = figures(store, None)?.last() {
        grading::claim(&effects, state.id, Credibility::ProbablyTrue, Some("two services agree"))?;
    }
    Ok(())
}

fn question(
    screen: &mut Screen,
    store: &dyn Store,
    title: &str,
    command: &str,
    topic: Topic,
) -> Result<(), Failure> {
    screen.heading(title)?;
    screen.line(styled(FAINT, &format!("$ attache {command}")))?;
    let filter = Filter { kinds: topic.kinds().to_vec(), ..Filter::default() };
    answer_to(screen, store, topic, &filter)
}

/// Claims with figures of North Korean soldiers sent to Russia, as known at some time.
fn figures(store: &dyn Store, as_of: Option<Timestamp>) -> Result<Vec<ClaimState>, Failure> {
    let filter = Filter {
        kinds: vec![ClaimKind::Deployment],
        by: "KP".parse().ok().map(Term::Country),
        as_of,
        ..Filter::default()
    };
    let mut found = store.find(&filter)?;
    found.retain(|state| !state.body.quantities.is_empty());
    found.sort_by_key(|state| (state.known_since, state.id));
    Ok(found)
}

/// What was known then, beside what is known now.
fn then_and_now(screen: &mut Screen, store: &dyn Store) -> Result<(), Failure> {
    let then = dispatch::EARLY_DAY;
    screen.heading(&format!("4  How many North Korean soldiers: known on {then}, and known now"))?;
    // The table sets two answers side by side: it is the output of no single command.
    let command = format!(
        "Two answers compared: `attache ask deployments --by \"North Korea\"` with --as-of {then}, and without"
    );
    screen.wrapped("", &command)?;
    let known_then = figures(store, Some(end_of_day(then)?))?;
    let known_now = figures(store, None)?;
    let headings = [("Known", Some(16)), ("Figure", Some(24)), ("On whose word", None), ("Claim", Some(12))];
    let mut grid = Grid::new(screen, &headings);
    for state in &known_now {
        let early = known_then.iter().any(|known| known.id == state.id);
        let since = state.known_since.strftime("since %b %-d").to_string();
        grid.row([
            (if early { format!("{since}\n(then already)") } else { since }, Look::Plain),
            (visible_line(&wording::figures(&state.body)), if early { Look::Plain } else { Look::Strong }),
            (visible_line(&state.body.chain.to_string()), Look::Plain),
            (state.id.short(), Look::Faint),
        ]);
    }
    let lines: Vec<_> = grid.lines().collect();
    lines.into_iter().try_for_each(|line| screen.line(line))?;
    let told = format!(
        "{} with a figure on {then}, {} now; an earlier answer can always be given again",
        counted(known_then.len(), "claim"),
        known_now.len()
    );
    screen.wrapped("", &styled(FAINT, &told))
}

/// Where the store is, and commands that work on it.
fn next(screen: &mut Screen, store: &dyn Store, path: &Path) -> Result<(), Failure> {
    screen.heading("What next")?;
    screen.line("The store is kept at")?;
    screen.line(format!("  {}", styled(NOTICE, &path.display().to_string())))?;
    screen.line("")?;
    screen.line("Try:")?;
    screen.line(format!("  export ATTACHE_STORE={}", path.display()))?;
    let known = figures(store, None)?;
    let all = store.find(&Filter::default())?;
    let claim = known.last().or(all.first()).map(|state| state.id.short()).unwrap_or_default();
    for (command, why) in [
        (format!("attache show {claim}"), "one claim: its sentence, chain, grades and history"),
        ("attache ask positions --by Seoul".into(), "one government"),
        ("attache ask timeline --since 2024-11-20".into(), "everything, in time"),
        ("attache review".into(), "look at the drafts one by one"),
        ("attache export --format csv".into(), "for a spreadsheet"),
        ("attache db check".into(), "is every record as it was written?"),
    ] {
        if screen.width() < ROOMY {
            screen.line(format!("  {command}"))?;
            screen.wrapped("      ", why)?;
        } else {
            screen.line(format!("  {command:<42} {}", styled(FAINT, why)))?;
        }
    }
    Ok(())
}

impl Dispatch {
    fn day(&self) -> Date {
        self.given().published.unwrap_or(dispatch::LAST_DAY)
    }
}
