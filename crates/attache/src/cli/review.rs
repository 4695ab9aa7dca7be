//! `attache review`: decisions about drafts, one by one or from a script.

use std::{io::BufRead, path::PathBuf};

use attache_core::id::ArticleId;
use clap::Args;

use crate::{
    asking::Topic,
    changing::Change,
    cli::{
        add,
        conditions::Conditions,
        particulars::{self, share},
        recalled, review_walk,
    },
    effects::Effects,
    failure::{Failure, Outcome},
    palette::{GOOD, styled},
    resolving,
    reviewing::{self, Decision, DecisionLine},
    session::{Session, words},
    visible::visible_line,
    wording::counted,
};

/// Look at drafts and accept, correct or reject them
#[derive(Args, Debug)]
#[command(
    after_help = "Without options, a walk through the drafts, those first of which the reader is least sure.\n\
    Fields for --set: kind, modality, actor, counterpart, place, date, figure, chain.\n\
    A file of decisions holds one JSON object a line:\n  \
    {\"id\": \"8f14e45f\", \"decision\": \"accept\"}\n  \
    {\"id\": \"03c7\", \"decision\": \"reject\", \"reason\": \"no claim\"}\n  \
    {\"id\": \"9a3b\", \"decision\": \"correct\", \"set\": [\"kind=transfer\"], \"reason\": \"shells, not troops\"}\n\n\
    Examples:\n  attache review\n  attache review --kind transfer --outlet Yonhap\n  \
    attache review --accept 8f14e45f 9a3b\n  attache review --reject 03c7 --reason \"a headline\"\n  \
    attache review --correct 9a3b --set kind=transfer --set place=RU --reason \"wrong place\"\n  \
    attache review --from-file decisions.jsonl"
)]
pub(crate) struct ReviewArgs {
    /// Accept these claims
    #[arg(long, value_name = "ID", num_args = 1..)]
    accept: Vec<String>,
    /// Reject these claims; needs --reason
    #[arg(long, value_name = "ID", num_args = 1.., requires = "reason")]
    reject: Vec<String>,
    /// Correct this claim; needs --set and --reason
    #[arg(long, value_name = "ID", requires = "set", requires = "reason")]
    correct: Option<String>,
    /// What to put right, such as place=RU; may be given several times
    #[arg(long, value_name = "FIELD=VALUE", requires = "correct")]
    set: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
    reason: Option<String>,
    /// Take decisions from a file of JSON lines; `-`: standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["accept", "reject", "correct"])]
    from_file: Option<PathBuf>,
    /// Your policy: accept every draft that fits and of which the reader is at least this sure (0 to 1)
    #[arg(long, value_name = "SHARE", value_parser = share, conflicts_with_all = ["accept", "reject", "correct", "from_file"])]
    accept_above: Option<f64>,
    /// Only drafts of this article
    #[arg(long, value_name = "ID")]
    article: Option<String>,
    #[command(flatten)]
    conditions: Conditions,
}

/// Reviews.
pub(crate) fn run(args: &ReviewArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    let words = words()?;
    if let Some(path) = &args.from_file {
        return from_lines(path, &effects, session, &words);
    }
    let decided = decisions(args, &words)?;
    if !decided.is_empty() {
        return Ok(decide_all(&effects, session, decided));
    }
    let (filter, _) = args.conditions.asked().filter(Topic::Claims, &words)?;
    let article: Option<ArticleId> =
        args.article.as_deref().map(|typed| resolving::article(effects.store, typed)).transpose()?;
    let waiting = reviewing::waiting(&effects, filter, article)?;
    if let Some(policy) = add::policy(args.accept_above)? {
        let accepted = reviewing::accept_above(&effects, &waiting, policy)?;
        let told = format!("{} of {} accepted by your policy", accepted, counted(waiting.len(), "draft"));
        session.screen.line(styled(GOOD, &told))?;
        return Ok(Outcome::Done);
    }
    review_walk::walk(&effects, session, &words, &waiting)?;
    Ok(Outcome::Done)
}

/// The decisions on the command line.
fn decisions(
    args: &ReviewArgs,
    words: &attache_text::words::Words,
) -> Result<Vec<(String, Decision)>, Failure> {
    let reason = args.reason.clone().unwrap_or_default();
    let mut decided: Vec<_> = args.accept.iter().map(|id| (id.clone(), Decision::Accept)).collect();
    decided.extend(args.reject.iter().map(|id| (id.clone(), Decision::Reject { reason: reason.clone() })));
    if let Some(id) = &args.correct {
        let changes = args.set.iter().map(|set| Change::read(set, words)).collect::<Result<_, _>>()?;
        decided.push((id.clone(), Decision::Correct { changes, reason }));
    }
    Ok(decided)
}

/// Carries out every decision that can be; tells of each.
fn decide_all(effects: &Effects<'_>, session: &mut Session, decided: Vec<(String, Decision)>) -> Outcome {
    let mut outcome = Outcome::Done;
    for (typed, decision) in decided {
        if !one(effects, session, &typed, Ok(decision)) {
            outcome = Outcome::SomethingWrong;
        }
    }
    outcome
}

fn one(
    effects: &Effects<'_>,
    session: &mut Session,
    typed: &str,
    decision: Result<Decision, Failure>,
) -> bool {
    let done = decision.and_then(|decision| {
        let state = resolving::claim(effects.store, typed)?;
        let decided = reviewing::decide(effects, &state, &decision)?;
        session.screen.line(format!("{} {}", state.id.short(), styled(GOOD, decided.done)))?;
        recalled::print(&mut session.screen, &decided.followed)
    });
    if let Err(failure) = &done {
        session.screen.complaint("not done:", &failure.to_string());
    }
    done.is_ok()
}

fn from_lines(
    path: &std::path::Path,
    effects: &Effects<'_>,
    session: &mut Session,
    words: &attache_text::words::Words,
) -> Result<Outcome, Failure> {
    let input: Box<dyn BufRead> = if path == std::path::Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(path)
            .map_err(|cause| Failure::Input(format!("{} cannot be read ({cause})", path.display())))?;
        Box::new(std::io::BufReader::new(file))
    };
    let (mut done, mut outcome) = (0_usize, Outcome::Done);
    for (at, line) in input.lines().enumerate() {
        let number = at.saturating_add(1);
        let line = line.map_err(|cause| Failure::Input(format!("line {number} cannot be read ({cause})")))?;
        if line.trim().is_empty() {
            continue;
        }
        let read = serde_json::from_str::<DecisionLine>(&line).map_err(|cause| {
            Failure::Input(format!("line {number} is no decision ({cause}): see `attache review --help`"))
        });
        let (typed, decision) = match read {
            Ok(read) => (read.id.clone(), read.decision(words)),
            Err(failure) => (String::new(), Err(failure)),
        };
        if one(effects, session, &typed, decision) {
            done = done.saturating_add(1);
        } else {
            outcome = Outcome::SomethingWrong;
        }
    }
    session.screen.line(visible_line(&counted(done, "decision")) + " carried out")?;
    Ok(outcome)
}
