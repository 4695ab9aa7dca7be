//! `attache ask`: questions to the store.

use attache_core::{claim_state::ClaimState, position_change};
use attache_store::Store;
use clap::{Args, ValueEnum};

use crate::{
    answer,
    asking::{self, Grades, Row, Topic},
    cli::{
        conditions::{Conditions, Standpoint},
        contradictions, corroboration,
        particulars::condition,
        received::{self, Which},
        register_changes, released,
    },
    failure::{Failure, Outcome},
    palette::{FAINT, styled},
    positioning, positions_view,
    screen::Screen,
    session::{Session, words},
    visible::visible_line,
    weighing::{self, Scope},
    wording::counted,
};

/// What to ask for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TypedTopic {
    /// Who deployed what where
    Deployments,
    /// Who transfers what to whom
    Transfers,
    /// What each government's position was, and when it changed
    Positions,
    /// Who met whom
    Meetings,
    /// Everything that is dated, in time
    Timeline,
    /// Every claim
    Claims,
    /// What is said at all, by how many independent origins, and whether anybody contradicts it
    Corroboration,
    /// What went to which partner, when, under which marking, and who fetched it
    Released,
    /// What partners sent, and what became of it
    Received,
    /// What the newest edition of a register says otherwise than the first
    Changes,
    /// Which claims cannot both hold, and why; with a claim: all that bears on it
    Contradictions,
}

/// Ask who deployed, sent, said or met what, where and when
#[derive(Args, Debug)]
#[command(
    after_help = "Each row names its figure with its bound (“> 10,000”), on whose word it rests (outlet › … › origin),\n\
    how it is put, the grade (source A–F, claim 1–6, – where not graded) and the claim: `attache show ID`.\n\n\
    Examples:\n  attache ask deployments --by \"North Korea\" --in Russia\n  \
    attache ask transfers --to Russia --item ammunition --since 2024-10-01\n  \
    attache ask positions --actor KR --topic arms-to-ukraine\n  attache ask deployments --as-of 2024-10-25\n  \
    attache ask claims --kind poll --json\n  attache ask released 8f14e45f\n  \
    attache ask released --to kyiv-desk\n  attache ask received --from harbour-desk --refused\n  \
    attache ask contradictions --in Russia --explain\n  attache ask contradictions 8f14e45f\n  \
    attache ask corroboration --by \"North Korea\" --to Russia"
)]
pub(crate) struct AskArgs {
    /// What to ask for
    #[arg(value_name = "TOPIC", value_enum)]
    topic: TypedTopic,

    /// Beginning of a claim's id, for `released` and `contradictions`
    #[arg(value_name = "CLAIM")]
    claim: Option<String>,

    #[command(flatten)]
    conditions: Conditions,

    #[command(flatten)]
    standpoint: Standpoint,

    /// With `received`: only what was refused, or differs from what came first
    #[arg(long, conflicts_with = "unread", help_heading = "Options")]
    refused: bool,

    /// With `received`: only what nobody here can read, or what waits for something else
    #[arg(long, help_heading = "Options")]
    unread: bool,

    /// With `positions`: on what and towards whom, such as arms-to-ukraine, "weapons to Ukraine", troops-to-russia
    #[arg(id = "about", long = "topic", value_name = "TOPIC", value_parser = condition, help_heading = "Options")]
    about: Option<String>,

    /// With `contradictions`: also pairs that only look opposed, and why they are not
    #[arg(long, help_heading = "Options")]
    explain: bool,

    /// Show at most this many rows
    #[arg(long, value_name = "COUNT", default_value_t = 200, help_heading = "Options")]
    limit: usize,
}

impl TypedTopic {
    /// What it means to a question about claims; `None` for a question about what went out or came in.
    const fn topic(self) -> Option<Topic> {
        Some(match self {
            Self::Deployments => Topic::Deployments,
            Self::Transfers => Topic::Transfers,
            Self::Positions => Topic::Positions,
            Self::Meetings => Topic::Meetings,
            Self::Timeline => Topic::Timeline,
            Self::Claims | Self::Corroboration => Topic::Claims,
            Self::Released | Self::Received | Self::Changes | Self::Contradictions => return None,
        })
    }
}

/// Asks and prints.
pub(crate) fn run(args: &AskArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let conditions = args.conditions.asked_from(&args.standpoint);
    if (args.refused || args.unread) && !matches!(args.topic, TypedTopic::Received) {
        return Err(Failure::Usage("--refused and --unread go with `ask received`".into()));
    }
    if args.about.is_some() && !matches!(args.topic, TypedTopic::Positions) {
        return Err(Failure::Usage("--topic goes with `ask positions`".into()));
    }
    if args.explain && !matches!(args.topic, TypedTopic::Contradictions) {
        return Err(Failure::Usage("--explain goes with `ask contradictions`".into()));
    }
    if matches!(args.topic, TypedTopic::Contradictions) {
        let asked =
            contradictions::Asked { claim: args.claim.as_deref(), explain: args.explain, limit: args.limit };
        return contradictions::run(&conditions, &asked, session);
    }
    let Some(topic) = args.topic.topic() else { return exchanged(args, conditions, session) };
    if args.claim.is_some() {
        return Err(Failure::Usage(
            "a claim is named for `ask released` and `ask contradictions` only; `attache show ID` shows one"
                .into(),
        ));
    }
    let words = words()?;
    let (filter, notes) = conditions.filter(topic, &words)?;
    let opened = session.open_for_questions()?;
    for note in notes {
        session.screen.note(styled(FAINT, &visible_line(&note)));
    }
    let store = opened.effects().store;
    let found = store.find(&filter)?;
    let found = if topic == Topic::Timeline { asking::in_time(found) } else { found };
    let undated = asking::undated(store, &filter)?;
    if undated > 0 {
        let told = format!("{} without a date left out", counted(undated, "claim"));
        session.screen.note(styled(FAINT, &told));
    }
    if found.is_empty()
        && let Some(day) = asking::begins_after(store, filter.as_of)?
    {
        session
            .screen
            .note(format!("The first record of this store is of {day} (UTC): nothing was known before."));
    }
    if matches!(args.topic, TypedTopic::Corroboration) {
        let scope = Scope { accepted: false, as_of: filter.as_of };
        let weighed = weighing::corroborated(&found, &scope.reliance(store, &found)?);
        corroboration::print(session, &weighed, args.limit, conditions.is_open())?;
        return Ok(Outcome::Done);
    }
    let grades =
        Grades::load(store, filter.as_of)?.held_against(store, &filter, found.iter().take(args.limit))?;
    if topic == Topic::Positions {
        let asked = positioning::Asked::of(&found, args.about.as_deref(), &words)?;
        return positions(asked, args.limit, conditions.is_open(), &grades, session);
    }
    if session.json {
        print_json(&mut session.screen, &found, args.limit, &grades)?;
    } else if found.is_empty() {
        answer::nothing_found(&mut session.screen, conditions.is_open())?;
    } else {
        print(&mut session.screen, &found, args.limit, &grades)?;
    }
    Ok(Outcome::Done)
}

/// Asks what went out or came in.
fn exchanged(
    args: &AskArgs,
    conditions: asking::Conditions,
    session: &mut Session,
) -> Result<Outcome, Failure> {
    if matches!(args.topic, TypedTopic::Changes) {
        let as_of = conditions.as_of.map(asking::end_of_day).transpose()?;
        if args.claim.is_some() || !(asking::Conditions { as_of: None, ..conditions }).is_open() {
            return Err(Failure::Usage("`ask changes` is asked with --as-of DATE or without".into()));
        }
        return register_changes::run(as_of, args.limit, session);
    }
    if matches!(args.topic, TypedTopic::Received) {
        let from = args.conditions.sender()?;
        if args.claim.is_some() || !(asking::Conditions { from: None, ..conditions }).is_open() {
            return Err(Failure::Usage("`ask received` is asked with --from PARTNER or without".into()));
        }
        let which = match (args.refused, args.unread) {
            (true, _) => Which::Refused,
            (_, true) => Which::Unread,
            _ => Which::All,
        };
        return received::run(from.as_ref(), which, args.limit, session);
    }
    let to = args.conditions.recipient()?;
    if !(asking::Conditions { to: None, ..conditions }).is_open() {
        return Err(Failure::Usage(
            "`ask released` is asked with a claim, or with --to PARTNER, or with neither".into(),
        ));
    }
    released::run(args.claim.as_deref(), to.as_ref(), args.limit, session)
}

/// Asks a question by its filter and prints the answer: for the demo.
pub(crate) fn answer_to(
    screen: &mut Screen,
    store: &dyn Store,
    topic: Topic,
    filter: &attache_core::filter::Filter,
) -> Result<(), Failure> {
    let found = store.find(filter)?;
    let grades = Grades::load(store, filter.as_of)?.held_against(store, filter, &found)?;
    if found.is_empty() {
        return answer::nothing_found(screen, false);
    }
    if topic == Topic::Positions {
        let tracks = position_change::tracks(&found);
        let shown: Vec<_> = tracks.iter().flat_map(|track| track.positions.iter().copied()).collect();
        positions_view::print(screen, &tracks, &grades)?;
        return answer::footer(screen, shown.len(), shown.into_iter());
    }
    print(screen, &found, usize::MAX, &grades)
}

/// Prints the tracks that were asked for.
fn positions(
    asked: positioning::Asked<'_>,
    limit: usize,
    open_question: bool,
    grades: &Grades,
    session: &mut Session,
) -> Result<Outcome, Failure> {
    if let Some(note) = &asked.note {
        session.screen.note(styled(FAINT, &visible_line(note)));
    }
    let all = asked.claims();
    let asked = asked.first(limit);
    if session.json {
        positions_view::print_json(&mut session.screen, &asked.tracks, grades)?;
    } else if all.is_empty() {
        answer::nothing_found(&mut session.screen, open_question)?;
    } else {
        positions_view::print(&mut session.screen, &asked.tracks, grades)?;
        answer::footer(&mut session.screen, asked.claims().len(), all.into_iter())?;
        answer::outgrown(&mut session.screen, grades)?;
    }
    Ok(Outcome::Done)
}

fn print(screen: &mut Screen, found: &[ClaimState], limit: usize, grades: &Grades) -> Result<(), Failure> {
    let shown: Vec<&ClaimState> = found.iter().take(limit).collect();
    answer::print(screen, &shown, grades)?;
    answer::footer(screen, shown.len(), found.iter())?;
    answer::outgrown(screen, grades)
}

fn print_json(
    screen: &mut Screen,
    found: &[ClaimState],
    limit: usize,
    grades: &Grades,
) -> Result<(), Failure> {
    for state in found.iter().take(limit) {
        let grade = grades.of(state);
        screen.json(&Row::new(state, &grade).held_against(grades))?;
    }
    Ok(())
}
