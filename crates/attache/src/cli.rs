//! The command line: what can be typed. A subcommand leads to the file of that name under `cli/`.

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::{
    failure::{Failure, Outcome},
    session::Session,
};

mod add;
pub(crate) mod ask;
mod bundle;
mod completions;
mod conditions;
mod contradictions;
mod corroboration;
mod db;
mod demo;
mod edges;
mod edges_find;
mod exchange;
mod export;
pub(crate) mod global_args;
mod grade;
mod import;
mod log;
mod man;
mod mark;
mod model;
mod particulars;
mod partner;
mod read;
mod recalled;
mod received;
mod register_changes;
pub(crate) mod release;
pub(crate) mod released;
mod remote;
mod retract;
mod review;
mod review_walk;
mod second_opinion;
mod serve;
mod show;
mod source;
mod sync;
mod tagging;
mod threads;
mod weigh;

/// Who said what about troops and arms, on whose word
#[derive(Parser, Debug)]
#[command(
    name = "attache",
    version,
    about,
    long_about = "Who said what about troops and arms, on whose word.\n\n\
        attache reads news reports into claims with their sources, keeps them in a log from which nothing is \
        ever deleted, lets you review and grade them, answers questions, and exchanges with partners what you \
        release to them. Nothing else leaves this machine, unless you ask a language model elsewhere \
        (--drafter-remote).",
    after_help = "Begin with:\n  attache demo                      see it at work on invented dispatches\n  \
        attache read report.txt           what does this report claim?\n  \
        attache add reports/              read and keep a folder of reports\n  \
        attache review                    look at the claims one by one\n  \
        attache ask deployments           who deployed what where\n\n\
        Exit codes: 0 done, 1 something was wrong with some input, 2 the command line makes no sense.",
    disable_help_subcommand = true,
    max_term_width = 100
)]
struct Cli {
    #[command(flatten)]
    global: global_args::GlobalArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Read(read::ReadArgs),
    Add(add::AddArgs),
    Review(review::ReviewArgs),
    Show(show::ShowArgs),
    Ask(ask::AskArgs),
    Weigh(weigh::WeighArgs),
    Grade(grade::GradeArgs),
    Source(source::SourceArgs),
    Exchange(exchange::ExchangeArgs),
    Edges(edges::EdgesArgs),
    Model(model::ModelArgs),
    Mark(mark::MarkArgs),
    Retract(retract::RetractArgs),
    Partner(partner::PartnerArgs),
    Release(release::ReleaseArgs),
    Log(log::LogArgs),
    Bundle(bundle::BundleArgs),
    Export(export::ExportArgs),
    Import(import::ImportArgs),
    Sync(sync::SyncArgs),
    Remote(remote::RemoteArgs),
    Serve(serve::ServeArgs),
    Db(db::DbArgs),
    Demo(demo::DemoArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// Runs what was typed; answers with the exit code.
pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let code = u8::from(error.use_stderr()).saturating_mul(2);
            // Whoever closed the output does not want to hear about it.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let mut session = Session::new(&cli.global);
    let ended = dispatch(cli.command, &mut session).and_then(|outcome| {
        session.screen.flush()?;
        Ok(outcome)
    });
    match ended {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomethingWrong) => ExitCode::from(1),
        Err(Failure::OutputClosed) => ExitCode::SUCCESS,
        Err(failure) => {
            let code = failure.code();
            session.screen.complaint("attache:", &failure.to_string());
            ExitCode::from(code)
        }
    }
}

fn dispatch(command: Command, session: &mut Session) -> Result<Outcome, Failure> {
    match command {
        Command::Read(args) => read::run(&args, session),
        Command::Add(args) => add::run(&args, session),
        Command::Review(args) => review::run(&args, session),
        Command::Show(args) => show::run(&args, session),
        Command::Ask(args) => ask::run(&args, session),
        Command::Weigh(args) => weigh::run(&args, session),
        Command::Grade(args) => grade::run(&args, session),
        Command::Source(args) => source::run(&args, session),
        Command::Exchange(args) => exchange::run(&args, session),
        Command::Edges(args) => edges::run(&args, session),
        Command::Model(args) => model::run(&args, session),
        Command::Mark(args) => mark::run(&args, session),
        Command::Retract(args) => retract::run(&args, session),
        Command::Partner(args) => partner::run(&args, session),
        Command::Release(args) => release::run(&args, session),
        Command::Log(args) => log::run(&args, session),
        Command::Bundle(args) => bundle::run(&args, session),
        Command::Export(args) => export::run(&args, session),
        Command::Import(args) => import::run(&args, session),
        Command::Sync(args) => sync::run(&args, session),
        Command::Remote(args) => remote::run(&args, session),
        Command::Serve(args) => serve::run(&args, session),
        Command::Db(args) => db::run(&args, session),
        Command::Demo(args) => demo::run(&args, session),
        Command::Completions(args) => completions::run(&args, session),
        Command::Man(args) => man::run(&args, session),
    }
}

/// The command line as data, for completions and manual pages.
fn command() -> clap::Command {
    Cli::command()
}
