//! `attache weigh`: on how many independent origins a claim rests, with the proof.

use attache_store::Store;
use clap::Args;
use jiff::civil::Date;

use crate::{
    asking,
    cli::particulars::day,
    failure::{Failure, Outcome},
    resolving,
    session::{Session, words},
    weighing::{self, Scope, Weighed},
    weighing_view::{self, Asked},
};

/// Weigh a claim or a question: how many independent origins say so, and why not more
#[derive(Args, Debug)]
#[command(
    after_help = "Counted are origins, not mentions: five outlets that cite one agency that cites one office are one.\n\
    Three readings stand side by side:\n  \
    strict   origins that exchange information on the topic are one (`attache exchange declare`)\n  \
    normal   offices and officials of one country are one body, and a copy is one with its original\n  \
    lenient  each named source at face value\n\
    Who names nobody, and an outlet's own word, corroborate nothing.\n\n\
    Examples:\n  attache weigh 8f14e45f\n  attache weigh \"North Korean troops are in Russia\"\n  \
    attache weigh 8f14e45f --accepted --as-of 2024-11-20\n  attache weigh 8f14e45f --dot | dot -Tsvg -o proof.svg"
)]
pub(crate) struct WeighArgs {
    /// Beginning of a claim's id, or a sentence
    #[arg(value_name = "CLAIM|QUESTION")]
    asked: String,

    /// Count only what a person or the policy accepted [default: everything that stands, drafts too]
    #[arg(long)]
    accepted: bool,

    /// As it was known at the end of this day (UTC)
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,

    /// Of a claim that says several things, weigh that of this number
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    part: u16,

    /// Print the graph of who rests on whom, for Graphviz
    #[arg(long)]
    dot: bool,

    /// Show at most this many reports in a table
    #[arg(long, value_name = "COUNT", default_value_t = 40)]
    limit: usize,
}

/// Weighs and prints.
pub(crate) fn run(args: &WeighArgs, session: &mut Session) -> Result<Outcome, Failure> {
    if args.dot && session.json {
        return Err(Failure::Usage("--dot prints a graph, --json the proof: leave one of them out".into()));
    }
    let scope = Scope { accepted: args.accepted, as_of: args.as_of.map(asking::end_of_day).transpose()? };
    let part = usize::from(args.part.saturating_sub(1));
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let (asked, weighed) = match is_id(&args.asked) {
        true => of_claim(store, args, scope, part)?,
        false => of_question(store, args, scope, part)?,
    };
    if let Some(day) = asking::begins_after(store, scope.as_of)? {
        session
            .screen
            .note(format!("The first record of this store is of {day} (UTC): nothing was known before."));
    }
    if args.dot {
        let graph = weighed.corroboration.to_dot();
        session.screen.line(graph.trim_end())?;
    } else if session.json {
        session.screen.json(&weighing_view::json(&asked, &weighed, scope))?;
    } else {
        weighing_view::print(&mut session.screen, store, &asked, &weighed, args.limit)?;
    }
    Ok(Outcome::Done)
}

/// One word without a space is the beginning of an id; a sentence has several words.
fn is_id(typed: &str) -> bool {
    !typed.trim().contains(char::is_whitespace)
}

fn of_claim(
    store: &dyn Store,
    args: &WeighArgs,
    scope: Scope,
    part: usize,
) -> Result<(Asked, Weighed), Failure> {
    let state = resolving::claim(store, args.asked.trim())?;
    let state = match scope.as_of {
        Some(instant) => weighing::as_known(store, &state, instant)?
            .ok_or_else(|| Failure::Input(format!("claim {} was not known on that day", state.id.short())))?,
        None => state,
    };
    let weighed = weighing::claim(store, &state, scope, part)?;
    let weighed = weighed.ok_or_else(|| match part {
        0 => Failure::Input(format!(
            "claim {} says nothing that other claims could bear out: weighed is who is where with troops, who gives \
             what to whom, who has what, who met, agreed or fought with whom, told as a fact; see `attache show {}` \
             for what was read, and `attache ask positions` for positions",
            state.id.short(),
            state.id.short()
        )),
        _ => no_part(args.part),
    })?;
    Ok((Asked::Claim(Box::new(state)), weighed))
}

fn of_question(
    store: &dyn Store,
    args: &WeighArgs,
    scope: Scope,
    part: usize,
) -> Result<(Asked, Weighed), Failure> {
    let telling = weighing::sentence(&args.asked, &words()?).ok_or_else(|| {
        Failure::Input(format!(
            "nothing that can be weighed was read in “{}”: put it as a plain sentence of who did what, such as \
             “North Korean troops are in Russia”, “Iran has supplied drones to Russia” or “More than 10,000 North \
             Korean troops are in the Kursk region”; a claim is named by the beginning of its id (`attache ask claims`)",
            args.asked.trim()
        ))
    })?;
    let weighed = weighing::question(store, &telling, scope, part)?.ok_or_else(|| no_part(args.part))?;
    Ok((Asked::Sentence(args.asked.trim().to_owned()), weighed))
}

fn no_part(number: u16) -> Failure {
    Failure::Usage(format!("--part {number}: it says fewer things than that; without --part they are listed"))
}
