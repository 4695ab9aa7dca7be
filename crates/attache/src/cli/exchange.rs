//! `attache exchange`: who exchanges information with whom.

use std::collections::BTreeSet;

use attache_core::{agreement::Topics, claim_kind::ClaimKind, exchange::Topic};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use strum::VariantArray as _;

use crate::{
    cli::particulars::{self, day},
    declaring::{self, Wanted},
    failure::{Failure, Outcome},
    palette::{GOOD, styled},
    session::{Session, words},
    visible::visible_line,
};

mod view;

/// Who exchanges information with whom: their words then count as one origin
#[derive(Args, Debug)]
#[command(
    after_help = "Two governments that tell each other what they know are no two independent origins: what one says\n\
    may be what the other told it. What is declared here counts in the strict reading of `attache weigh`, for\n\
    reports from its day on.\n\n\
    Examples:\n  attache exchange proposed\n  attache exchange declare --from-claim 8f14e45f --reason \"read in the article\"\n  \
    attache exchange declare KR Ukraine --on deployment transfer --about KP RU --since 2024-10-30 \\\n    \
    --reason \"agreement of that day\"\n  attache exchange list"
)]
pub(crate) struct ExchangeArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Declare(DeclareArgs),
    /// List what was declared, and what of it was struck
    List,
    /// List claims that tell of an exchange, with the command that declares it
    Proposed,
}

/// Declare that two exchange information
#[derive(Args, Debug)]
struct DeclareArgs {
    /// One of the two: a country (its government), or the name of a source
    #[arg(value_name = "A", required_unless_present = "from_claim", requires = "other")]
    one: Option<String>,

    /// The other
    #[arg(value_name = "B", required_unless_present = "from_claim", requires = "on")]
    other: Option<String>,

    /// On what: kinds of claim, or `everything`
    #[arg(long, value_name = "TOPIC", num_args = 1.., value_delimiter = ',', value_parser = subject, required_unless_present = "from_claim")]
    on: Vec<Subject>,

    /// About which countries [default: any]
    #[arg(long, value_name = "COUNTRY", num_args = 1.., value_delimiter = ',', conflicts_with = "from_claim")]
    about: Vec<String>,

    /// First day of it, such as 2024-10-30
    #[arg(long, value_name = "DATE", value_parser = day, required_unless_present = "from_claim")]
    since: Option<Date>,

    /// Declare what this claim tells of
    #[arg(long, value_name = "CLAIM", conflicts_with_all = ["one", "other", "on"])]
    from_claim: Option<String>,

    /// Why, and where it can be read
    #[arg(long, value_name = "TEXT", value_parser = particulars::reason)]
    reason: String,
}

/// On what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Everything,
    Kind(ClaimKind),
}

fn subject(text: &str) -> Result<Subject, String> {
    let typed = text.trim().to_lowercase().replace(' ', "-");
    if typed == "everything" {
        return Ok(Subject::Everything);
    }
    typed.parse().map(Subject::Kind).map_err(|_| {
        let kinds: Vec<String> = ClaimKind::VARIANTS.iter().map(ToString::to_string).collect();
        format!("write `everything` or kinds of claim: {}", kinds.join(", "))
    })
}

/// Declares or lists.
pub(crate) fn run(args: &ExchangeArgs, session: &mut Session) -> Result<Outcome, Failure> {
    match &args.what {
        What::Declare(args) => declare(args, session)?,
        What::List => view::list(session)?,
        What::Proposed => view::proposed(session)?,
    }
    Ok(Outcome::Done)
}

fn declare(args: &DeclareArgs, session: &mut Session) -> Result<(), Failure> {
    let opened = session.open()?;
    let effects = opened.effects();
    let recorded = match (&args.from_claim, &args.one, &args.other, args.since) {
        (Some(claim), ..) => declaring::declare_from_claim(&effects, claim, args.since, &args.reason)?,
        (None, Some(one), Some(other), Some(since)) => {
            let words = words()?;
            let about = declaring::countries(&words, &args.about)?.into_iter().collect();
            let topic = Topic { kinds: kinds(&args.on)?, about };
            declaring::declare(
                &effects,
                &words,
                &Wanted { between: [one, other], topic, since },
                &args.reason,
            )?
        }
        _ => return Err(Failure::Usage("name the two, --on what and --since when, or --from-claim".into())),
    };
    let [one, other] = &recorded.between;
    let (topic, since) = (&recorded.exchange.topic, recorded.exchange.since);
    let told = format!("declared: {one} and {other} exchange information on {topic} since {since}");
    session.screen.line(format!("{}  [edge {}]", styled(GOOD, &visible_line(&told)), recorded.edge.short()))
}

fn kinds(on: &[Subject]) -> Result<Topics, Failure> {
    let only: BTreeSet<ClaimKind> = on
        .iter()
        .filter_map(|subject| match subject {
            Subject::Kind(kind) => Some(*kind),
            Subject::Everything => None,
        })
        .collect();
    match (on.contains(&Subject::Everything), only.is_empty()) {
        (true, true) => Ok(Topics::All),
        (true, false) => Err(Failure::Usage("--on everything holds all kinds: leave the others out".into())),
        (false, _) => Ok(Topics::Only(only)),
    }
}
